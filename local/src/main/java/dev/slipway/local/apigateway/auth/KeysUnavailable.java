package dev.slipway.local.apigateway.auth;

/** An issuer's keys cannot be had, so none of its tokens can be checked. */
final class KeysUnavailable extends Exception {
    private static final long serialVersionUID = 1L;

    KeysUnavailable(String message) {
        super(message);
    }

    String reason() {
        return String.valueOf(getMessage());
    }
}
