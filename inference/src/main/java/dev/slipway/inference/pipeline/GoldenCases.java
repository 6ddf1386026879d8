package dev.slipway.inference.pipeline;

import dev.slipway.inference.InferenceException;
import dev.slipway.inference.InferenceException.Category;
import dev.slipway.inference.json.Fields;
import dev.slipway.inference.json.JsonTree;
import dev.slipway.inference.protocol.Identity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A bundle's recorded requests and answers, and whether a model still gives them. */
public final class GoldenCases {
    private static final double TOLERANCE = 1e-5;

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

    /**
     * One recorded request and what must come back.
     *
     * @param request the body as it is sent, UTF-8
     * @param response the expected body
     * @param tolerance how far a number may be off: absolutely up to 1, relatively above
     */
    public record Case(String name, byte[] request, byte[] response, double tolerance) {}

    /**
     * Runs every case.
     *
     * @throws InferenceException BAD_REQUEST when the file itself cannot be read
     */
    public static Outcome verify(ServingModel model, Path file) {
        List<Case> cases = read(file);
        Identity identity = new Identity(model.manifest().model(), null, "golden");
        List<String> mismatches = new ArrayList<>();
        for (Case golden : cases) {
            mismatches.addAll(run(model, golden, identity));
        }
        return new Outcome(cases.size(), mismatches);
    }

    private static List<String> run(ServingModel model, Case golden, Identity identity) {
        try {
            return compare(golden, model.predict(golden.request(), identity));
        } catch (InferenceException e) {
            return List.of("case '" + golden.name() + "' was refused: " + e.getMessage());
        }
    }

    /**
     * The cases of a file, to be sent elsewhere.
     *
     * @throws InferenceException BAD_REQUEST with everything that is wrong with the file
     */
    public static List<Case> read(Path file) {
        Object tree = JsonTree.read(String.valueOf(file.getFileName()), content(file));
        List<String> problems = new ArrayList<>();
        List<Case> cases = new ArrayList<>();
        Fields document = Fields.root(Collections.singletonMap("cases", tree), problems);
        for (Fields fields : document.mappings("cases")) {
            Double tolerance = fields.numberOrNull("tolerance");
            String name = fields.text("name");
            byte[] request = document(fields, "request");
            byte[] response = document(fields, "response");
            fields.end();
            cases.add(new Case(name, request, response, tolerance == null ? TOLERANCE : tolerance));
        }
        if (cases.isEmpty() && problems.isEmpty()) {
            problems.add("there is no case; record one request and its response at least");
        }
        if (!problems.isEmpty()) {
            throw InferenceException.of(Category.BAD_REQUEST, String.valueOf(file.getFileName()), problems);
        }
        return cases;
    }

    private static byte[] content(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new InferenceException(
                    Category.BAD_REQUEST,
                    "the golden cases in " + file + " cannot be read ("
                            + e.getClass().getSimpleName()
                            + "); record them there, or name their file as 'golden' in model.yaml",
                    e);
        }
    }

    private static byte[] document(Fields fields, String key) {
        if (!(fields.get(key) instanceof Map<?, ?> map)) {
            fields.problem(key, "must be a mapping");
            return new byte[0];
        }
        @SuppressWarnings("unchecked") // JSON objects have texts as keys
        Map<String, @Nullable Object> tree = (Map<String, @Nullable Object>) map;
        return JsonTree.write(tree);
    }

    /** What differs between the answer that a case expects and the one that came; empty: nothing that matters. */
    public static List<String> compare(Case golden, byte[] response) {
        return new ResponseComparison(golden.name(), golden.tolerance())
                .compare(
                        JsonTree.read("the golden response", golden.response()),
                        JsonTree.read("the response", response));
    }
}
