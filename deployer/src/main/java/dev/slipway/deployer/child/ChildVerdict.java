package dev.slipway.deployer.child;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.deployer.ExitCode;
import dev.slipway.deployer.SlipwayException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** What a child's end says about its model. */
final class ChildVerdict {
    private static final int SIGNALLED = 128;
    /** HotSpot's exit code under ExitOnOutOfMemoryError. */
    private static final int OUT_OF_MEMORY = 3;

    private static final Map<Integer, String> SIGNALS = Map.of(
            4, "an illegal instruction (SIGILL)",
            6, "an abort (SIGABRT)",
            7, "a bad memory access (SIGBUS)",
            8, "an arithmetic fault (SIGFPE)",
            9, "a kill (SIGKILL), as for want of memory",
            11, "a segmentation fault (SIGSEGV)");

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
        if (end.exit() == ChildEnd.TIMED_OUT) {
            throw refused(
                    task + " it did not end within " + limits.time().toSeconds() + " s, the child was stopped",
                    "look for a loop in the graph, or make the model smaller");
        }
        if (end.exit() == OUT_OF_MEMORY || end.err().contains("OutOfMemoryError")) {
            throw refused(
                    task + " it took more memory than the " + (limits.heap() + limits.memory()) + " MB it may use",
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
            return error.isTextual() ? error.asText() : lastLine(end.err());
        } catch (IOException e) {
            // Not the child's own words: then the last ones of its JVM.
            return lastLine(end.err());
        }
    }

    private static String lastLine(String text) {
        return text.lines().filter(line -> !line.isBlank()).reduce((a, b) -> b).orElse("it said nothing");
    }
}
