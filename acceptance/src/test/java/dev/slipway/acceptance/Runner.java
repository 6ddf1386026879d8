package dev.slipway.acceptance;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Does with a pipeline's steps what a CI system's runner does: each in a shell, until one fails. */
final class Runner {
    private static final int MINUTES = 6;

    private final Path project;
    private final Path bin;
    private final Map<String, String> variables = new LinkedHashMap<>();

    Runner(Path project, Path bin) {
        this.project = project;
        this.bin = bin;
    }

    /** How the steps ended: the first code that is none of success, and all that was said. */
    record Outcome(int exit, String stdout, String stderr) {}

    Runner variable(String name, String value) {
        variables.put(name, value);
        return this;
    }

    /** Puts a program on the path that writes its arguments down, one a line, and succeeds. */
    Path stub(String program) {
        Path log = bin.resolve(program + ".log");
        Path file = bin.resolve(program);
        try {
            Files.createDirectories(bin);
            Files.writeString(file, "#!/bin/sh\nprintf '%s\\n' \"$@\" >>'" + log + "'\n");
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
            Files.deleteIfExists(log);
            return log;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Runs the steps in order; those after a failure are left out, but for {@code always}. */
    Outcome run(List<PipelineScript.Step> steps, String always) {
        int exit = 0;
        StringBuilder out = new StringBuilder();
        StringBuilder err = new StringBuilder();
        for (PipelineScript.Step step : steps) {
            if (exit == 0 || step.name().equals(always)) {
                Outcome one = shell(step);
                exit = exit == 0 ? one.exit() : exit;
                out.append(one.stdout());
                err.append(one.stderr());
            }
        }
        return new Outcome(exit, out.toString(), err.toString());
    }

    private Outcome shell(PipelineScript.Step step) {
        try {
            Path out = Files.createTempFile("step", ".out");
            Path err = Files.createTempFile("step", ".err");
            List<String> command = new ArrayList<>(List.of("bash", "-e", "-c", step.commands()));
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(project.toFile())
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile());
            Map<String, String> environment = builder.environment();
            environment.keySet().removeIf(name -> name.startsWith("AWS_") || name.startsWith("SLIPWAY_"));
            environment.put("PATH", bin + ":" + environment.get("PATH"));
            environment.put("JAVA_HOME", System.getProperty("java.home"));
            environment.putAll(step.variables());
            environment.putAll(variables);
            Process process = builder.start();
            if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new AssertionError("no end after " + MINUTES + " minutes: " + step);
            }
            return new Outcome(process.exitValue(), read(out), read(err));
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    static String read(Path file) {
        try {
            return Files.exists(file) ? Files.readString(file, StandardCharsets.UTF_8) : "";
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
