package dev.slipway.deployer.cli;

import dev.slipway.deployer.ExitCode;
import dev.slipway.deployer.SlipwayException;
import dev.slipway.inference.Printable;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** The edge where every error gets its words on stderr and its exit code. */
final class ErrorReport {
    private ErrorReport() {}

    static int usage(ParameterException e, String[] args) {
        CommandLine command = e.getCommandLine();
        String help = command.getCommandSpec().qualifiedName() + " --help";
        return print(
                command.getErr(),
                asksForJson(args),
                new SlipwayException(ExitCode.USAGE, String.valueOf(e.getMessage()), "see ./" + help, e));
    }

    static int execution(Exception e, CommandLine command, ParseResult parsed) {
        boolean debug = command.getParseResult().hasMatchedOption("--debug");
        if (debug) {
            e.printStackTrace(command.getErr());
        }
        boolean json = command.getParseResult().matchedOptionValue("--output", GlobalOptions.Output.text)
                == GlobalOptions.Output.json;
        return print(command.getErr(), json, named(e, debug));
    }

    private static SlipwayException named(Exception e, boolean debug) {
        if (e instanceof SlipwayException known) {
            return known;
        }
        if (e instanceof InterruptedException) {
            return new SlipwayException(ExitCode.INTERRUPTED, "interrupted", "run the same command to go on", e);
        }
        return new SlipwayException(
                ExitCode.FAILED,
                "this should not have happened: " + e,
                debug ? "report it with the stack trace above" : "run it again with --debug and report what it prints",
                e);
    }

    private static int print(PrintWriter err, boolean json, SlipwayException e) {
        if (json) {
            Map<String, Object> report = new LinkedHashMap<>();
            report.put("error", e.getMessage());
            report.put("next", e.next());
            report.put("more", more(e));
            report.put("exit", e.exitCode().code());
            err.println(Json.write(report));
        } else {
            err.println("error: " + Printable.lines(String.valueOf(e.getMessage())));
            err.println("next:  " + Printable.lines(e.next()));
            err.println("more:  " + more(e));
        }
        return e.exitCode().code();
    }

    /** The page's headings are the exit codes, so that this anchor holds as long as they do. */
    private static String more(SlipwayException e) {
        return "docs/troubleshooting.md#exit-" + e.exitCode().code();
    }

    /** A command line that could not be parsed still says how its error is wanted. */
    private static boolean asksForJson(String[] args) {
        String joined = String.join(" ", Arrays.asList(args));
        return joined.contains("--output json") || joined.contains("--output=json");
    }
}
