package dev.slipway.local.apigateway.auth;

import java.util.Optional;

/**
 * A caller who does not get in. The message is what AWS says; each kind of API writes it in its own form, or less of it.
 * The challenge is the header {@code www-authenticate} where a token was asked for.
 */
public final class Denied extends Exception {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;
    private final String challenge;

    private Denied(int status, String code, String message, String challenge) {
        super(message);
        this.status = status;
        this.code = code;
        this.challenge = challenge;
    }

    /** Who calls is not known. */
    static Denied unauthorized(String message, String challenge) {
        return new Denied(401, "UnauthorizedException", message, challenge);
    }

    /** Who calls is known, or need not be, and may not. */
    static Denied forbidden(String code, String message, String challenge) {
        return new Denied(403, code, message, challenge);
    }

    /** The authorizer itself cannot work. */
    static Denied broken(String message) {
        return new Denied(500, "AuthorizerConfigurationException", message, "");
    }

    public int status() {
        return status;
    }

    /** AWS's name of the error. */
    public String code() {
        return code;
    }

    /** What {@code www-authenticate} says. */
    public Optional<String> challenge() {
        return challenge.isEmpty() ? Optional.empty() : Optional.of(challenge);
    }

    /** What was wrong. */
    public String reason() {
        return String.valueOf(getMessage());
    }
}
