package dev.slipway.acceptance;

import java.net.URI;
import java.util.Optional;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.localstack.LocalStackContainer;
import org.testcontainers.utility.DockerImageName;
import org.testcontainers.utility.MountableFile;

/**
 * LocalStack in a container, one for all tests of a run: its own start and each function's are slow. It starts functions in
 * containers beside it, through the socket of the same Docker engine. Ryuk removes them all when the run is over.
 */
final class LocalStack {
    /** The last tag that runs without an account. */
    private static final DockerImageName IMAGE = DockerImageName.parse("localstack/localstack:4.14.0");

    /** A Java container takes a few seconds to start, and much longer on a machine that is busy with builds. */
    private static final String SECONDS_TO_START = "120";

    private static final String MENDING = "mend-update-alias.sh";

    private final LocalStackContainer container;

    private LocalStack(LocalStackContainer container) {
        this.container = container;
    }

    /** The one of this run, started when first asked for. */
    static LocalStack shared() {
        return Shared.INSTANCE;
    }

    /** Why there can be none on this machine; empty where there can. */
    static Optional<String> missing() {
        return DockerClientFactory.instance().isDockerAvailable()
                ? Optional.empty()
                : Optional.of("no Docker engine answers on this machine");
    }

    /** Where all its services are reached from this machine. */
    URI endpoint() {
        return container.getEndpoint();
    }

    String region() {
        return container.getRegion();
    }

    /** What it wrote, for a failure that its answers do not explain. */
    String logs() {
        return container.getLogs();
    }

    private static final class Shared {
        private static final LocalStack INSTANCE = start();

        private static LocalStack start() {
            var container = new LocalStackContainer(IMAGE)
                    .withEnv("LAMBDA_RUNTIME_ENVIRONMENT_TIMEOUT", SECONDS_TO_START)
                    .withCopyFileToContainer(
                            MountableFile.forClasspathResource("localstack/" + MENDING, 0755),
                            "/etc/localstack/init/boot.d/" + MENDING);
            container.start();
            return new LocalStack(container);
        }
    }
}
