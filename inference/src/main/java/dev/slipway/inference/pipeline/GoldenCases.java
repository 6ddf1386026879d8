package dev.slipway.inference.pipeline;

import java.nio.file.Path;
import java.util.List;

/** A bundle's recorded requests and answers, and whether a model still gives them. */
public final class GoldenCases {
    private GoldenCases() {}

    /** How the cases went; mismatches name the case, the output and the element. */
    public record Outcome(int cases, List<String> mismatches) {
        public Outcome {
            mismatches = List.copyOf(mismatches);
        }

        public boolean passed() {
            return mismatches.isEmpty();
        }
    }

    /** One case as it is sent: its name and the request's body. */
    public record Case(String name, byte[] request, byte[] response, double tolerance) {}

    /**
     * Runs every case.
     *
     * @throws dev.slipway.inference.InferenceException BAD_REQUEST when the file itself cannot be read
     */
    public static Outcome verify(ServingModel model, Path file) {
        throw new UnsupportedOperationException("being written");
    }

    /** The cases of a file, to be sent elsewhere. */
    public static List<Case> read(Path file) {
        throw new UnsupportedOperationException("being written");
    }

    /** What differs between the answer expected by a case and the one that came; empty: nothing that matters. */
    public static List<String> compare(Case expected, byte[] response) {
        throw new UnsupportedOperationException("being written");
    }
}
