package dev.slipway.function.fault;

import org.jspecify.annotations.Nullable;

/** The module's one exception: what was tried, what happened and what to do next, with a category that decides the status. */
public final class FunctionException extends RuntimeException {
    /** What kind of failure it is, and the HTTP status it becomes. */
    public enum Category {
        BAD_REQUEST(400),
        NOT_FOUND(404),
        METHOD_NOT_ALLOWED(405),
        TOO_LARGE(413),
        UNSUPPORTED_MEDIA(415),
        NOT_IMPLEMENTED(501),
        NOT_RELEASED(503),
        LOAD(503),
        CONFIGURATION(500);

        private final int status;

        Category(int status) {
            this.status = status;
        }

        public int status() {
            return status;
        }
    }

    private final Category category;

    public FunctionException(Category category, String message) {
        this(category, message, null);
    }

    public FunctionException(Category category, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.category = category;
    }

    public Category category() {
        return category;
    }

    /** The message; never absent here. */
    @Override
    public String getMessage() {
        String message = super.getMessage();
        return message == null ? category.name() : message;
    }
}
