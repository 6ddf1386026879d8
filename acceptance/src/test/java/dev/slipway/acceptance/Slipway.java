package dev.slipway.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The packaged {@code slipway} command, run as a process of its own in one project folder. */
final class Slipway {
    private static final Path HOME =
            Path.of(System.getProperty("slipway.home", "..")).toAbsolutePath().normalize();
    private static final int MINUTES = 4;

    private final Path project;
    private final Map<String, String> account;

    Slipway(Path project) {
        this(project, Map.of());
    }

    /** @param account the only variables whose names begin with {@code AWS_}: nobody's own account is used by chance */
    Slipway(Path project, Map<String, String> account) {
        this.project = project;
        this.account = Map.copyOf(account);
    }

    /** What one run ended with. */
    record Outcome(List<String> command, int exit, String stdout, String stderr) {
        @Override
        public String toString() {
            return String.join(" ", command) + "\nexit " + exit + "\n--- stdout\n" + stdout + "\n--- stderr\n" + stderr;
        }
    }

    static Path home() {
        return HOME;
    }

    /** A bundle of this repository. */
    static String bundle(String name) {
        return HOME.resolve("models").resolve(name).toString();
    }

    Path project() {
        return project;
    }

    /** Runs a command to its end. */
    Outcome run(String... arguments) {
        return start(arguments).outcome();
    }

    /** Runs a command with {@code --output json} that must succeed, and gives its document. */
    JsonNode done(String... arguments) {
        Outcome outcome = run(arguments);
        assertThat(outcome.exit()).as(outcome.toString()).isZero();
        return EmbeddedCloud.json(outcome.stdout());
    }

    /** Starts a command and leaves it running. */
    Running start(String... arguments) {
        List<String> command = new ArrayList<>();
        if (System.getProperty("os.name").equals("Linux")) {
            // a build that was started in the background ignores interrupts, and so would every process below it
            command.addAll(List.of("env", "--default-signal=INT"));
        }
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-jar",
                HOME.resolve("deployer/target/slipway-deployer.jar").toString()));
        command.addAll(List.of(arguments));
        command.addAll(List.of("--project", project.toString()));
        try {
            Path out = Files.createTempFile("slipway", ".out");
            Path err = Files.createTempFile("slipway", ".err");
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(project.toFile())
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile());
            builder.environment().put("SLIPWAY_HOME", HOME.toString());
            builder.environment().keySet().removeIf(name -> name.startsWith("AWS_"));
            builder.environment().putAll(account);
            return new Running(List.of(arguments), builder.start(), out, err);
        } catch (IOException e) {
            throw new AssertionError("could not start " + command, e);
        }
    }

    /** A command that was started. */
    record Running(List<String> command, Process process, Path out, Path err) {
        Outcome outcome() {
            try {
                if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
                    kill();
                    throw new AssertionError("no end after " + MINUTES + " minutes: " + command + "\n" + stderr());
                }
                return new Outcome(command, process.exitValue(), read(out), read(err));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError(e);
            }
        }

        String stderr() {
            return read(err);
        }

        /** Ends it as {@code kill -9} does: no hook of its own runs. */
        void kill() {
            process.destroyForcibly();
            process.onExit().join();
        }

        private static String read(Path file) {
            try {
                return Files.readString(file, StandardCharsets.UTF_8);
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }
    }
}
