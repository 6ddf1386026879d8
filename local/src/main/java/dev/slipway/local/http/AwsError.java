package dev.slipway.local.http;

/** An error of an AWS service with its code, as clients turn it into their typed exceptions. */
public final class AwsError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;

    /**
     * @param status the HTTP status
     * @param code the service's error code, such as {@code ResourceNotFoundException} or {@code NoSuchKey}
     */
    public AwsError(int status, String code, String message) {
        super(message);
        this.status = status;
        this.code = code;
    }

    public int status() {
        return status;
    }

    public String code() {
        return code;
    }
}
