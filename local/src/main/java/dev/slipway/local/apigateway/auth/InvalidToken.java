package dev.slipway.local.apigateway.auth;

/** A token that proves nothing; the message says why. */
final class InvalidToken extends Exception {
    private static final long serialVersionUID = 1L;

    InvalidToken(String reason) {
        super(reason);
    }

    String reason() {
        return String.valueOf(getMessage());
    }
}
