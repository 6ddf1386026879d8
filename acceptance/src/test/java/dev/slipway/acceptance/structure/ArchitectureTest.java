package dev.slipway.acceptance.structure;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Who may know whom, each rule with its reason. */
class ArchitectureTest {
    private static final String[] AWS = {"software.amazon..", "com.amazonaws.."};
    private static JavaClasses classes;

    @BeforeAll
    static void import_every_module() {
        classes = Modules.classes();
    }

    @Test
    void inference_knows_no_aws_type() {
        noClasses()
                .that()
                .resideInAPackage("dev.slipway.inference..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(AWS)
                .because("the deployer validates a model with the very code that will serve it, wherever it runs")
                .check(classes);
    }

    @Test
    void inference_loads_no_databind() {
        noClasses()
                .that()
                .resideInAnyPackage("dev.slipway.inference..", "dev.slipway.function..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("com.fasterxml.jackson.databind..", "org.snakeyaml..")
                .because("an ObjectMapper alone costs a cold start 100 ms; jackson-core's streaming parser serves")
                .check(classes);
    }

    @Test
    void the_function_takes_only_the_signer_of_the_sdk() {
        noClasses()
                .that()
                .resideInAPackage("dev.slipway.function..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("software.amazon.awssdk.services..", "software.amazon.awssdk.core..")
                .because("an SDK client on the load path doubles the cold start of a small model")
                .check(classes);
    }

    @Test
    void the_deployer_meets_the_sdk_in_one_package() {
        noClasses()
                .that()
                .resideInAPackage("dev.slipway.deployer..")
                .and()
                .resideOutsideOfPackage("dev.slipway.deployer.cloud.aws..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(AWS)
                .because(
                        "steps and rollout are tested against fakes of narrow ports, and errors are mapped in one place")
                .check(classes);
    }

    @Test
    void the_embedded_cloud_knows_neither_deployer_nor_function() {
        noClasses()
                .that()
                .resideInAPackage("dev.slipway.local..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.slipway.deployer..", "dev.slipway.function..", "dev.slipway.inference..")
                .because("it stands for AWS: what reaches it goes over the wire, as it would there")
                .check(classes);
    }

    @Test
    void nobody_knows_the_command_line() {
        noClasses()
                .that()
                .resideInAPackage("dev.slipway.deployer..")
                .and()
                .resideOutsideOfPackages("dev.slipway.deployer.cli..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("picocli..", "me.tongfei..")
                .because("options and terminals belong to the edge; what decides must run in the conductor too")
                .check(classes);
    }

    @Test
    void packages_form_no_cycle() {
        slices().matching("dev.slipway.(**)")
                .should()
                .beFreeOfCycles()
                .because("a package in a cycle can be understood, tested and moved only together with the others")
                .check(classes);
    }

    @Test
    void names_say_what_a_class_does() {
        noClasses()
                .should()
                .haveSimpleNameEndingWith("Manager")
                .orShould()
                .haveSimpleNameEndingWith("Helper")
                .orShould()
                .haveSimpleNameEndingWith("Util")
                .orShould()
                .haveSimpleNameEndingWith("Utils")
                .orShould()
                .haveSimpleNameEndingWith("Impl")
                .because("such a name fits everything, so everything ends up there")
                .check(classes);
    }
}
