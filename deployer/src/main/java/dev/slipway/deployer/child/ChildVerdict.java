package dev.slipway.deployer.child;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.deployer.ExitCode;
import dev.slipway.deployer.SlipwayException;
import dev.slipway.inference.Printable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;

/** What a child's end says about its model. */
final class ChildVerdict {
    private static final int SIGNALLED = 128;
    private static final int MOST_WORDS = 20_000;
    /** HotSpot's exit code under ExitOnOutOfMemoryError. */
    private static final int OUT_OF_MEMORY = 3;
    /** SIGXCPU: by its own limit, when its deployer did not end it. */
    private static final int OUT_OF_TIME = 24;

    private static final Map<Integer, String> SIGNALS = Map.of(
            4, "an illegal instruction (SIGILL)",
            6, "an abort (SIGABRT), as for want of memory or on broken weights",
            7, "a bad memory access (SIGBUS)",
            8, "an arithmetic fault (SIGFPE)",
            9, "a kill (SIGKILL), as for want of memory",
            11, "a segmentation fault (SIGSEGV)",
            25, "a file that grew too large (SIGXFSZ)");

    /** Java's own, C++'s, and a JVM that could not even grow. */
    private static final Pattern WANT_OF_MEMORY =
            Pattern.compile("OutOfMemoryError|bad_alloc|insufficient memory|[Cc]annot allocate memory");

    private final String task;
    private final Path model;
    private final ChildLimits limits;

    ChildVerdict(String task, Path model, ChildLimits limits) {
        this.task = task;
        this.model = model;
        this.limits = limits;
    }

    /** The output of a child that ended well. */
    byte[] of(ChildEnd end) {
        if (end.exit() == 0) {
            return end.out();
        }
        if (end.exit() == ExitCode.REFUSED.code()) {
            throw refused(error(end), "export the model again from its training framework");
        }
        if (end.exit() == ChildEnd.TIMED_OUT || end.exit() == SIGNALLED + OUT_OF_TIME) {
            throw refused(
                    task + " it did not end within " + limits.time().toSeconds() + " s, the child was stopped",
                    "look for a loop in the graph, or make the model smaller; on a slow machine " + ChildLimits.PATIENCE
                            + "=60 waits longer");
        }
        if (end.exit() == OUT_OF_MEMORY || WANT_OF_MEMORY.matcher(end.err()).find()) {
            throw refused(
                    task + " it took more memory than the " + limits.total() + " MB it may use",
                    "look for absurd shapes in the graph, or make the model smaller");
        }
        if (end.exit() > SIGNALLED) {
            String signal = SIGNALS.getOrDefault(end.exit() - SIGNALLED, "signal " + (end.exit() - SIGNALLED));
            throw refused(
                    task + " it crashed ONNX Runtime with " + signal,
                    "do not serve it: export the model again, or with another opset");
        }
        throw refused(
                task + " it failed (exit " + end.exit() + "): " + lastLine(end.err()),
                "export the model again from its training framework");
    }

    private SlipwayException refused(String what, String next) {
        return new SlipwayException(ExitCode.REFUSED, "the model " + model + " is refused: " + what, next);
    }

    private static String error(ChildEnd end) {
        try {
            JsonNode error = new ObjectMapper().readTree(end.out()).path("error");
            return error.isTextual() ? cut(error.asText()) : lastLine(end.err());
        } catch (IOException e) {
            // Not the child's own words: then the last ones of its JVM.
            return lastLine(end.err());
        }
    }

    private static String cut(String text) {
        return text.length() <= MOST_WORDS ? text : text.substring(0, MOST_WORDS) + "…";
    }

    private static String lastLine(String text) {
        return text.lines()
                .filter(line -> !line.isBlank())
                .reduce((a, b) -> b)
                .map(Printable::line)
                .orElse("it said nothing");
    }
}
