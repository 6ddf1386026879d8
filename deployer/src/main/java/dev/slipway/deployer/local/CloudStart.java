package dev.slipway.deployer.local;

import dev.slipway.deployer.ExitCode;
import dev.slipway.deployer.SlipwayException;
import dev.slipway.deployer.project.EmbeddedCloudFile;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One start of the embedded cloud's JVM, until it answers or is known not to. */
final class CloudStart {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(20);
    private static final int TAIL = 5;

    /** Makes a process the leader of a session of its own, which a closing terminal does not end; Linux only. */
    private static final Path SETSID = Path.of("/usr/bin/setsid");

    private final LocalCloud cloud;
    private final int port;
    private final boolean detached;
    private final List<String> jwks;

    CloudStart(LocalCloud cloud, int port, boolean detached, List<String> jwks) {
        this.cloud = cloud;
        this.port = port;
        this.detached = detached;
        this.jwks = List.copyOf(jwks);
    }

    EmbeddedCloudFile start() throws IOException, InterruptedException {
        Path jar = cloud.home().resolve("local/target/slipway-local.jar");
        if (!Files.exists(jar)) {
            throw new SlipwayException(
                    ExitCode.FAILED,
                    "the embedded cloud's jar " + jar + " is missing",
                    "build it: mvn package -DskipTests");
        }
        Files.deleteIfExists(cloud.state().resolve(EmbeddedCloudFile.NAME));
        Process process = new ProcessBuilder(command(jar))
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectOutput(log().toFile())
                .redirectErrorStream(true)
                .start();
        try {
            return await(process);
        } catch (InterruptedException e) {
            LocalCloud.stop(process.toHandle());
            throw e;
        }
    }

    private List<String> command(Path jar) {
        List<String> command = new ArrayList<>();
        if (detached && Files.isExecutable(SETSID)) {
            command.add(SETSID.toString());
        }
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx160m",
                "-Xshare:auto",
                "-jar",
                jar.toString(),
                "--port",
                Integer.toString(port),
                "--state",
                cloud.state().toString(),
                "--project",
                cloud.project().toString()));
        for (String location : jwks) {
            command.add("--jwks");
            command.add(location);
        }
        return command;
    }

    private EmbeddedCloudFile await(Process process) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (process.isAlive() && System.nanoTime() < deadline) {
            Optional<EmbeddedCloudFile> up = cloud.running().filter(CloudStart::answers);
            if (up.isPresent()) {
                return up.get();
            }
            Thread.sleep(BETWEEN_LOOKS.toMillis());
        }
        boolean alive = process.isAlive();
        LocalCloud.stop(process.toHandle());
        throw new SlipwayException(
                ExitCode.FAILED,
                "the embedded cloud "
                        + (alive ? "did not answer within " + PATIENCE.toSeconds() + " s" : "ended at once")
                        + tail(),
                "see all of it in " + log() + "; a port in use can be changed with --port");
    }

    static boolean answers(EmbeddedCloudFile file) {
        try {
            HttpRequest health = HttpRequest.newBuilder(URI.create(file.endpoint() + "/_slipway/health"))
                    .timeout(Duration.ofSeconds(5))
                    .build();
            return HttpClient.newHttpClient()
                            .send(health, HttpResponse.BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException e) {
            // It does not answer yet, which is the question.
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private Path log() {
        return cloud.state().resolve("cloud.log");
    }

    private String tail() throws IOException {
        String all = Files.readString(log(), StandardCharsets.UTF_8).strip();
        List<String> lines = all.lines().toList();
        return all.isEmpty()
                ? ""
                : ": " + String.join("\n  ", lines.subList(Math.max(0, lines.size() - TAIL), lines.size()));
    }
}
