package dev.slipway.bench.process;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The packaged {@code slipway} command, run to its end. */
public final class SlipwayCommand {
    private SlipwayCommand() {}

    /** Runs it in the project; its progress goes to stderr, what it prints is left out. */
    public static void run(BenchProject project, String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(
                CloudProcess.java(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-jar",
                project.home().resolve("deployer/target/slipway-deployer.jar").toString()));
        command.addAll(List.of(arguments));
        command.addAll(List.of("--project", project.folder().toString()));
        var builder = new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().put("SLIPWAY_HOME", project.home().toString());
        int status = builder.start().waitFor();
        if (status != 0) {
            throw new IOException("slipway " + String.join(" ", arguments) + " ended with exit code " + status
                    + "; see its message above");
        }
    }
}
