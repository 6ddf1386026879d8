package dev.slipway.inference;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The one exception of this module: what went wrong, whose fault it is, and every problem that was found. */
public final class InferenceException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Whose fault it is; an edge turns it into an HTTP status or an exit code. */
    public enum Category {
        BAD_REQUEST(400),
        NOT_FOUND(404),
        TOO_LARGE(413),
        MODEL(500),
        INTERNAL(500),
        UNSUPPORTED(501),
        NOT_READY(503);

        private final int httpStatus;

        Category(int httpStatus) {
            this.httpStatus = httpStatus;
        }

        /** The HTTP status this category is answered with. */
        public int httpStatus() {
            return httpStatus;
        }
    }

    private final Category category;
    private final transient List<String> problems;

    public InferenceException(Category category, String message) {
        this(category, message, List.of(message), null);
    }

    public InferenceException(Category category, String message, @Nullable Throwable cause) {
        this(category, message, List.of(message), cause);
    }

    private InferenceException(Category category, String message, List<String> problems, @Nullable Throwable cause) {
        super(message, cause);
        this.category = category;
        this.problems = List.copyOf(problems);
    }

    /** Several problems of one input at once; each reads {@code path: what is wrong}. */
    public static InferenceException of(Category category, String what, List<String> found) {
        List<String> problems = found.stream().map(Printable::line).toList();
        String message = problems.size() == 1
                ? what + ": " + problems.get(0)
                : what + " (" + problems.size() + " problems):\n  - " + String.join("\n  - ", problems);
        return new InferenceException(category, message, problems, null);
    }

    public static InferenceException badRequest(String message) {
        return new InferenceException(Category.BAD_REQUEST, message);
    }

    public Category category() {
        return category;
    }

    /** Every problem of the input, one a line of the message; at least one. */
    public List<String> problems() {
        return problems;
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
