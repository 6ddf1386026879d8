package dev.slipway.local.http;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An error of an AWS service with its code, as clients turn it into their typed exceptions. */
public final class AwsError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;
    private final transient Map<String, String> headers;
    private final @Nullable String reason;

    /**
     * @param status the HTTP status
     * @param code the service's error code, such as {@code ResourceNotFoundException} or {@code NoSuchKey}
     */
    public AwsError(int status, String code, String message) {
        this(status, code, message, Map.of(), Optional.empty());
    }

    private AwsError(int status, String code, String message, Map<String, String> headers, Optional<String> reason) {
        super(message);
        this.status = status;
        this.code = code;
        this.headers = Map.copyOf(headers);
        this.reason = reason.orElse(null);
    }

    /** The same error with a header in its answer. */
    public AwsError with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new AwsError(status, code, String.valueOf(getMessage()), more, reason());
    }

    /** The same error with the reason that some errors have besides their message. */
    public AwsError because(String why) {
        return new AwsError(status, code, String.valueOf(getMessage()), headers, Optional.of(why));
    }

    public Optional<String> reason() {
        return Optional.ofNullable(reason);
    }

    public Map<String, String> headers() {
        return headers;
    }

    public int status() {
        return status;
    }

    public String code() {
        return code;
    }
}
