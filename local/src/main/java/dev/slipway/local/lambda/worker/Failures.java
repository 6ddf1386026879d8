package dev.slipway.local.lambda.worker;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;

/** Lambda's error objects for what a handler cannot tell itself. */
final class Failures {
    private static final int SIGNALLED = 128;
    private static final Map<Integer, String> SIGNALS = Map.of(
            4,
            "illegal instruction",
            6,
            "aborted",
            7,
            "bus error",
            9,
            "killed",
            11,
            "segmentation fault",
            15,
            "terminated");

    private Failures() {}

    static byte[] timedOut(String requestId, long timeoutMillis) {
        return error("Sandbox.Timedout", requestId, timeoutMessage(timeoutMillis));
    }

    static String timeoutMessage(long timeoutMillis) {
        return String.format(Locale.ROOT, "Task timed out after %.2f seconds", timeoutMillis / 1000.0);
    }

    static byte[] exited(String requestId, int exitCode) {
        return error("Runtime.ExitError", requestId, exitMessage(exitCode));
    }

    static String exitMessage(int exitCode) {
        if (exitCode == 0) {
            return "Runtime exited without providing a reason";
        }
        String signal = SIGNALS.get(exitCode - SIGNALLED);
        return "Runtime exited with error: " + (signal == null ? "exit status " + exitCode : "signal: " + signal);
    }

    static byte[] tooLarge(int most) {
        return ("{\"errorMessage\":\"Response payload size exceeded maximum allowed payload size (" + most
                        + " bytes).\",\"errorType\":\"Function.ResponseSizeTooLarge\"}")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] error(String type, String requestId, String message) {
        return ("{\"errorType\":\"" + type + "\",\"errorMessage\":\"RequestId: " + requestId + " Error: " + message
                        + "\"}")
                .getBytes(StandardCharsets.UTF_8);
    }
}
