package dev.slipway.deployer.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.deployer.ExitCode;
import dev.slipway.deployer.SlipwayException;
import dev.slipway.deployer.bundle.Bundle;
import dev.slipway.deployer.cloud.FunctionVersion;
import dev.slipway.deployer.cloud.InMemoryCloud;
import dev.slipway.deployer.cloud.Invocation;
import dev.slipway.deployer.console.RecordingConsole;
import dev.slipway.deployer.diff.Difference;
import dev.slipway.deployer.lease.AliasLease;
import dev.slipway.deployer.lease.Holder;
import dev.slipway.deployer.plan.DeployPlan;
import dev.slipway.deployer.plan.DeployPlan.Action;
import dev.slipway.deployer.plan.DeployPlan.StackAction;
import dev.slipway.deployer.project.Project;
import dev.slipway.inference.pipeline.GoldenCases;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a plan foresees, held against what the deploy then does. */
class DeployPlanTest {
    private static final Path BUNDLES = Path.of("..", "models");
    private static final String FUNCTION = "slipway-penguins-function";
    private static final String BUCKET = "slipway-penguins-models";
    private static final List<String> LOOKS =
            List.of("describe", "template", "get", "version", "versions", "alias", "head", "list");

    private static final Map<Path, Facts> CHECKED = new ConcurrentHashMap<>();

    @TempDir
    Path project;

    private final InMemoryCloud cloud = new InMemoryCloud(FUNCTION);
    private Bundle first;
    private Bundle second;

    @BeforeEach
    void a_project() throws Exception {
        Files.writeString(project.resolve("slipway.yaml"), "rollout: {steps: [25, 100], bake: 5m}\n");
        Files.writeString(project.resolve("template.yaml"), "Resources: {}\n");
        first = Bundle.read(BUNDLES.resolve("penguins-v1"));
        second = Bundle.read(BUNDLES.resolve("penguins-v2"));
    }

    @Test
    void it_looks_and_changes_nothing() {
        deployed(first);
        int before = cloud.faults().calls().size();

        plan(second);

        assertThat(cloud.faults().calls().subList(before, cloud.faults().calls().size()))
                .isNotEmpty()
                .isSubsetOf(LOOKS);
    }

    @Test
    void before_the_stack_is_there_it_foresees_everything() {
        DeployPlan plan = plan(first);

        assertThat(plan.stack()).isEqualTo(new DeployPlan.StackPart("slipway-penguins", StackAction.MAKE, ""));
        assertThat(plan.actions().stream().map(Action::what))
                .containsExactly("stack", "upload", "version", "candidate", "live");
        assertThat(plan.upload().missing()).containsExactly("golden.json", "model.onnx");
        assertThat(plan.digest().from()).isEmpty();
        assertThat(plan.rollout().orElseThrow().name()).isEqualTo("AllAtOnce");
        assertThat(plan.serving()).isEmpty();
    }

    @Test
    void a_stack_missing_on_aws_is_told_with_the_command_that_makes_it() {
        DeployPlan plan = plan("aws", first);

        assertThat(plan.stack().action()).isEqualTo(StackAction.MISSING);
        assertThat(plan.actions().get(0).words())
                .isEqualTo("slipway-penguins does not exist and is not made by slipway; run first: sam deploy"
                        + " --stack-name slipway-penguins --capabilities CAPABILITY_IAM --resolve-s3"
                        + " --parameter-overrides ModelName=penguins");
    }

    @Test
    void what_is_deployed_has_nothing_to_do() {
        Outcome outcome = deployed(first);

        DeployPlan plan = plan(first);

        assertThat(plan.changes()).isFalse();
        assertThat(plan.actions()).isEmpty();
        assertThat(plan.rollout()).isEmpty();
        assertThat(plan.digest().same()).isTrue();
        assertThat(plan.digest().to()).isEqualTo(outcome.digest());
        assertThat(plan.differences()).isEmpty();
    }

    @Test
    void another_model_is_compared_with_the_one_that_serves() {
        Outcome outcome = deployed(first);

        DeployPlan plan = plan(second);

        assertThat(plan.digest().from()).contains(outcome.digest());
        assertThat(plan.serving().orElseThrow().version()).isEqualTo("2");
        assertThat(plan.serving().orElseThrow().traffic()).isEqualTo("version 2: 100 %");
        assertThat(plan.evaluation().before().orElseThrow().value()).isLessThan(0.9);
        assertThat(plan.evaluation().after().orElseThrow().value()).isGreaterThan(0.95);
        assertThat(plan.differences().stream().map(Difference::what))
                .contains("file model.onnx", "preprocess bill_depth_mm");
        assertThat(plan.code().same()).isTrue();
        assertThat(plan.rollout().orElseThrow().steps())
                .containsExactly(new DeployPlan.RolloutStep(25, "5m"), new DeployPlan.RolloutStep(100, "5m"));
        assertThat(plan.rollout().orElseThrow().checks()).containsOnlyKeys("errors", "latency");
        assertThat(plan.actions().stream().map(Action::what)).containsExactly("upload", "version", "candidate", "live");
    }

    @Test
    void other_code_is_a_new_version_of_the_same_model() {
        deployed(first);
        cloud.functions().updateCode("code-2");

        DeployPlan plan = plan(first);

        assertThat(plan.code()).isEqualTo(new DeployPlan.CodePart(Optional.of("code-1"), Optional.of("code-2")));
        assertThat(plan.actions().stream().map(Action::what)).containsExactly("version", "candidate", "live");
    }

    @Test
    void an_embedded_stack_whose_template_changed_is_updated_first() throws Exception {
        deployed(first);
        Files.writeString(project.resolve("template.yaml"), "Resources: {} # other\n");

        assertThat(plan(first).stack().action()).isEqualTo(StackAction.UPDATE);
    }

    @Test
    void an_embedded_stack_whose_parameters_changed_is_updated_first() throws Exception {
        deployed(first);
        assertThat(plan(first).stack().action()).isEqualTo(StackAction.KEEP);
        Files.writeString(project.resolve("slipway.yaml"), "models: {penguins: {parameters: {MemorySize: 2048}}}\n");

        assertThat(plan(first).stack().action()).isEqualTo(StackAction.UPDATE);
    }

    @Test
    void defaults_that_cloudformation_fills_in_are_no_change() throws Exception {
        Files.writeString(
                project.resolve("template.yaml"),
                "Parameters:\n  MemorySize: {Type: Number, Default: 1024}\n  Key: {Default: !Ref x}\nOther: !Sub y\n");
        deployed(first);
        Map<String, String> filled = Map.of("ModelName", "penguins", "Auth", "none", "MemorySize", "1024");
        String template = cloud.stacks().template("slipway-penguins");

        cloud.stacks().update("slipway-penguins", template, filled);
        assertThat(plan(first).stack().action()).isEqualTo(StackAction.KEEP);

        cloud.stacks()
                .update(
                        "slipway-penguins",
                        template,
                        Map.of("ModelName", "penguins", "Auth", "none", "MemorySize", "9"));
        assertThat(plan(first).stack().action()).isEqualTo(StackAction.UPDATE);
    }

    @Test
    void code_packaged_since_makes_an_embedded_stack_be_updated() throws Exception {
        Files.writeString(project.resolve("template.yaml"), "Function:\n  CodeUri: code.jar # packaged\n");
        deployed(first);
        Files.writeString(project.resolve("code.jar"), "new");

        DeployPlan plan = plan(first);

        assertThat(plan.stack().action()).isEqualTo(StackAction.UPDATE);
        assertThat(plan.code().to()).contains("EVB6Di9eadXfpApiob17buV+a82FxnybhDGzb/8hxDc=");
        assertThat(plan.actions().stream().map(Action::what)).contains("stack", "version", "live");
    }

    @Test
    void a_held_lease_is_told_with_its_exit_code() {
        deployed(first);
        AliasLease held = AliasLease.acquire(
                cloud.objects(BUCKET), FUNCTION, "live", Holder.ofThisProcess("deploy"), Clock.systemUTC());

        DeployPlan plan = plan(second);
        held.close();

        assertThat(plan.lease().orElseThrow().holder()).contains("deploy");
        assertThat(plan.warnings()).singleElement().asString().contains("live is held by", "exit code 7");
        assertThat(plan(second).warnings()).isEmpty();
    }

    @Test
    void a_stack_that_requires_signatures_is_told_of_an_unsigned_model() {
        deployed(first);
        FunctionVersion latest = cloud.functions().get(FUNCTION);
        Map<String, String> environment = new java.util.TreeMap<>(latest.environment());
        environment.put("SLIPWAY_REQUIRE_SIGNED", "true");
        cloud.functions().updateEnvironment(FUNCTION, environment, latest.revisionId());

        assertThat(plan(second).warnings())
                .singleElement()
                .asString()
                .contains("the stack requires signed models, and this one is not", "exit code 6");
    }

    @Test
    void a_key_of_the_environment_is_foreseen_to_sign() throws Exception {
        Files.writeString(
                project.resolve("slipway.yaml"),
                "environments: {local: {embedded: true, signing: {key: alias/team}}}\nrollout: AllAtOnce\n");

        assertThat(plan(first).actions()).contains(new Action("signature", "sign the manifest with alias/team"));
    }

    @Test
    void a_split_by_hand_is_told() {
        deployed(first);
        String revision =
                cloud.functions().alias(FUNCTION, "live").orElseThrow().revisionId();
        cloud.functions().writeAlias(FUNCTION, "live", "2", Map.of("1", 0.3), revision);

        assertThat(plan(second).warnings())
                .singleElement()
                .asString()
                .contains("live is split by hand (version 1: 30 %, version 2: 70 %)");
    }

    @Test
    void a_refused_bundle_is_refused_as_by_deploy() throws Exception {
        Path copy = project.resolve("copy");
        Files.createDirectories(copy);
        for (String file : List.of("model.yaml", "model.onnx", "golden.json", "evaluation.csv")) {
            Files.copy(BUNDLES.resolve("penguins-v1").resolve(file), copy.resolve(file));
        }
        Path description = copy.resolve("model.yaml");
        Files.writeString(
                description, Files.readString(description).replaceAll("threshold: [0-9.]+", "threshold: 0.9999"));

        assertThatThrownBy(() -> steps("local").plan(Bundle.read(copy)))
                .isInstanceOfSatisfying(
                        SlipwayException.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.REFUSED))
                .hasMessageContaining("is not good enough")
                .hasMessageContaining("0.9999");
    }

    private DeployPlan plan(Bundle bundle) {
        return plan("local", bundle);
    }

    private DeployPlan plan(String environment, Bundle bundle) {
        return DeploySteps.walk(checked(bundle), List.of(steps(environment).planSteps()))
                .need(DeployPlan.class);
    }

    /** The bundle's own checks say the same each time, and cost three child processes. */
    private Facts checked(Bundle bundle) {
        return CHECKED.computeIfAbsent(
                bundle.folder(),
                folder -> DeploySteps.walk(
                        Facts.none().with(Bundle.class, bundle),
                        List.of(steps("local").checkSteps())));
    }

    private Outcome deployed(Bundle bundle) {
        cloud.functions().answer((version, request) -> recorded(bundle, version, request));
        DeploySteps steps = steps("local");
        Outcome outcome = Outcome.of(DeploySteps.walk(
                checked(bundle), List.of(steps.pushSteps(), steps.releaseSteps("deploy"), steps.rolloutSteps())));
        assertThat(outcome.changed()).isTrue();
        return outcome;
    }

    private DeploySteps steps(String environment) {
        Project opened = Project.open(project, project);
        return new DeploySteps(new Workshop(
                opened,
                opened.file().environment(environment),
                cloud,
                new RecordingConsole(),
                Clock.systemUTC(),
                duration -> {}));
    }

    private static Invocation recorded(Bundle bundle, FunctionVersion version, String request) {
        byte[] response = GoldenCases.read(bundle.goldenFile()).stream()
                .filter(golden -> new String(golden.request(), StandardCharsets.UTF_8).equals(request))
                .findFirst()
                .orElseThrow()
                .response();
        return new Invocation(version.version(), Optional.empty(), response);
    }
}
