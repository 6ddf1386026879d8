package dev.slipway.inference.inspect;

import dev.slipway.inference.InferenceException;
import dev.slipway.inference.protocol.StateBodies;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** Inspects one file in a process of its own: prints one JSON object, exits 0, or 6 with {@code {"error": …}}. */
public final class InspectMain {
    private static final int REFUSED = 6;
    private static final int USAGE = 2;

    private InspectMain() {}

    public static void main(String[] arguments) {
        int exit = run(arguments, System.out);
        System.out.flush();
        Runtime.getRuntime().halt(exit); // a broken model can leave native threads behind that never end
    }

    static int run(String[] arguments, PrintStream out) {
        if (arguments.length != 1) {
            print(out, StateBodies.error("usage: InspectMain <model.onnx>"));
            return USAGE;
        }
        try {
            print(out, ModelSignature.of(Path.of(arguments[0])).json());
            return 0;
        } catch (InferenceException e) {
            print(out, StateBodies.error(e.getMessage()));
        } catch (InvalidPathException e) {
            print(out, StateBodies.error("the model's path is none: " + e.getReason()));
        } catch (OutOfMemoryError e) {
            print(
                    out,
                    StateBodies.error(
                            arguments[0] + " needs more memory than the inspection may use; the file is absurd, or "
                                    + "the model too large for Lambda"));
        } catch (RuntimeException e) {
            print(out, StateBodies.error(arguments[0] + " made the inspection fail (" + e + "); export it once more"));
        }
        return REFUSED;
    }

    private static void print(PrintStream out, byte[] json) {
        out.println(new String(json, StandardCharsets.UTF_8));
    }
}
