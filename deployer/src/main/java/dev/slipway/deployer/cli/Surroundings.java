package dev.slipway.deployer.cli;

import dev.slipway.deployer.cloud.Cloud;
import dev.slipway.deployer.cloud.CloudAccess;
import dev.slipway.deployer.cloud.aws.AwsCloud;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * What a process gives to a command; tests give their own.
 *
 * @param home Slipway's own folder
 * @param terminal true when stderr can redraw lines
 * @param clouds opens a cloud
 */
record Surroundings(
        Map<String, String> environment,
        Path folder,
        Path home,
        PrintStream out,
        PrintStream err,
        boolean terminal,
        Clock clock,
        Function<CloudAccess, Cloud> clouds) {

    /** The same in another folder, with everything said on stderr: for a command that runs commands. */
    Surroundings in(Path other) {
        return new Surroundings(environment, other, home, err, err, terminal, clock, clouds);
    }

    static Surroundings ofProcess() {
        Map<String, String> environment = System.getenv();
        Path folder = Path.of("").toAbsolutePath();
        Path home = Optional.ofNullable(System.getProperty("slipway.home"))
                .or(() -> Optional.ofNullable(environment.get("SLIPWAY_HOME")))
                .map(Path::of)
                .orElse(folder);
        return new Surroundings(
                environment,
                folder,
                home,
                System.out,
                System.err,
                isTerminal(environment),
                Clock.systemUTC(),
                AwsCloud::open);
    }

    /** From JDK 22 on there is a console even without a terminal, so both are asked. */
    private static boolean isTerminal(Map<String, String> environment) {
        java.io.Console console = System.console();
        if (console == null || "dumb".equals(environment.get("TERM"))) {
            return false;
        }
        try {
            return (boolean) java.io.Console.class.getMethod("isTerminal").invoke(console);
        } catch (ReflectiveOperationException e) {
            // Before JDK 22: a console is a terminal.
            return true;
        }
    }
}
