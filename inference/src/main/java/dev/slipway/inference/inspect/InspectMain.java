package dev.slipway.inference.inspect;

/** Inspects one file in a process of its own: prints one JSON object, exits 0, or 6 with {@code {"error": …}}. */
public final class InspectMain {
    private InspectMain() {}

    public static void main(String[] arguments) {
        throw new UnsupportedOperationException("being written");
    }
}
