package dev.slipway.deployer.cli;

import dev.slipway.deployer.ExitCode;
import dev.slipway.deployer.SlipwayException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Runs the measurements. */
@Command(name = "bench", description = "Measure speed and memory on this machine.")
final class BenchCommand extends SlipwayCommand {
    @Parameters(arity = "0..*", paramLabel = "ARGUMENT", description = "Passed on; after -- also options.")
    List<String> arguments = List.of();

    @Override
    ExitCode run(CommandContext context) throws IOException, InterruptedException {
        Path home = context.project().home();
        Path jar = home.resolve("bench/target/slipway-bench.jar");
        if (!Files.exists(jar)) {
            throw new SlipwayException(
                    ExitCode.FAILED,
                    "the jar of the measurements " + jar + " is missing",
                    "build it: mvn package -DskipTests");
        }
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-jar", jar.toString()));
        command.addAll(arguments);
        Process process =
                new ProcessBuilder(command).directory(home.toFile()).inheritIO().start();
        try {
            return process.waitFor() == 0 ? ExitCode.OK : ExitCode.FAILED;
        } catch (InterruptedException e) {
            process.destroy();
            throw e;
        }
    }
}
