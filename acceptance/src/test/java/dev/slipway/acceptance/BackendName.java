package dev.slipway.acceptance;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** The clouds that an acceptance test can run on. */
public enum BackendName {
    /** The embedded cloud, one of its own for each project. */
    EMBEDDED {
        @Override
        Optional<String> missing() {
            return Optional.empty();
        }

        @Override
        Backend open(Path project, String model, String plan) {
            return EmbeddedCloud.up(project, model, plan, Map.of());
        }
    },
    /** The same with a REST API in front of the function, whose events have another shape. */
    EMBEDDED_REST {
        @Override
        Optional<String> missing() {
            return Optional.empty();
        }

        @Override
        Backend open(Path project, String model, String plan) {
            return EmbeddedCloud.up(project, model, plan, Map.of("ApiType", "rest", "Auth", "none"));
        }
    },
    /** LocalStack in a container, shared by all tests of a run; each project has a stack of its own there. */
    LOCALSTACK {
        @Override
        Optional<String> missing() {
            return LocalStack.missing();
        }

        @Override
        Backend open(Path project, String model, String plan) {
            return StackBackend.onLocalStack(project, model, plan);
        }
    },
    /** A real account, chosen by {@code -Dslipway.acceptance.backend=aws} alone; it costs money. */
    AWS {
        @Override
        Optional<String> missing() {
            return Optional.empty();
        }

        @Override
        Backend open(Path project, String model, String plan) {
            return StackBackend.onAws(project, model, plan);
        }
    };

    /** Why it cannot be had on this machine; empty where it can. */
    abstract Optional<String> missing();

    /**
     * Points an empty project folder at this cloud, and makes what has to be there before the first deploy of a model.
     *
     * @param plan the project's rollout, as YAML
     */
    abstract Backend open(Path project, String model, String plan);

    /** The same for the model {@code penguins}. */
    Backend open(Path project, String plan) {
        return open(project, "penguins", plan);
    }
}
