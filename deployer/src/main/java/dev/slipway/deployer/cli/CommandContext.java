package dev.slipway.deployer.cli;

import dev.slipway.deployer.ExitCode;
import dev.slipway.deployer.SlipwayException;
import dev.slipway.deployer.cloud.Cloud;
import dev.slipway.deployer.cloud.CloudAccess;
import dev.slipway.deployer.cloud.ModelStack;
import dev.slipway.deployer.cloud.StackState;
import dev.slipway.deployer.console.Console;
import dev.slipway.deployer.project.EmbeddedCloudFile;
import dev.slipway.deployer.project.Environment;
import dev.slipway.deployer.project.Project;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a command works with, opened when first asked for and closed after it. */
final class CommandContext implements AutoCloseable {
    private final GlobalOptions options;
    private final Surroundings surroundings;
    private final Console console;
    private @Nullable Project project;
    private @Nullable Cloud cloud;

    CommandContext(GlobalOptions options, Surroundings surroundings, Console console) {
        this.options = options;
        this.surroundings = surroundings;
        this.console = console;
    }

    Console console() {
        return console;
    }

    Clock clock() {
        return surroundings.clock();
    }

    Map<String, String> processEnvironment() {
        return surroundings.environment();
    }

    /** The folder that relative paths of the command line are relative to. */
    Path folder() {
        return surroundings.folder();
    }

    Project project() {
        Project opened = project;
        if (opened == null) {
            Path given = options.project;
            opened = given == null
                    ? Project.nearest(surroundings.folder(), surroundings.home())
                    : Project.open(surroundings.folder().resolve(given), surroundings.home());
            project = opened;
        }
        return opened;
    }

    Environment environment() {
        return options.environment(project());
    }

    /** The cloud of the chosen environment. */
    Cloud cloud() {
        Cloud opened = cloud;
        if (opened == null) {
            opened = surroundings.clouds().apply(access());
            cloud = opened;
        }
        return opened;
    }

    /** The embedded cloud of this project. */
    EmbeddedCloudFile embeddedCloud() {
        return EmbeddedCloudFile.ofRunning(project().localState())
                .orElseThrow(() -> new SlipwayException(
                        ExitCode.FAILED,
                        "the embedded cloud of " + project().root() + " is not running",
                        "run ./slipway local up, or choose another environment with --env"));
    }

    /** The stack of a model, which must be there. */
    ModelStack stack(String model) {
        String name = project().file().stack(model);
        StackState state = cloud().stacks()
                .describe(name)
                .orElseThrow(() -> new SlipwayException(
                        ExitCode.FAILED,
                        "the stack " + name + " of the model " + model + " does not exist in the environment "
                                + environment().name(),
                        environment().embedded()
                                ? "run ./slipway deploy with a bundle of " + model
                                : "run sam deploy --stack-name " + name + " first, or name the stack in slipway.yaml"));
        return ModelStack.of(model, state);
    }

    /** The URL of a model's API; the embedded cloud may listen elsewhere than when the stack was made. */
    String api(ModelStack stack) {
        return environment().embedded() ? embeddedCloud().api() : stack.api();
    }

    private CloudAccess access() {
        Environment environment = environment();
        if (environment.embedded()) {
            EmbeddedCloudFile up = embeddedCloud();
            return CloudAccess.embeddedAt(up.endpoint(), up.credentials());
        }
        return new CloudAccess(environment.region(), environment.profile(), environment.endpoint(), Optional.empty());
    }

    @Override
    public void close() {
        if (cloud != null) {
            cloud.close();
        }
    }
}
