package dev.slipway.deployer.cloud;

import dev.slipway.deployer.ExitCode;
import dev.slipway.deployer.SlipwayException;

/** A call to the cloud that failed, by the kind that decides what the caller can do about it. */
public final class CloudException extends SlipwayException {
    private static final long serialVersionUID = 1L;

    /** Why a call failed, whatever the service called it. */
    public enum Kind {
        NOT_FOUND,
        ACCESS,
        CREDENTIALS,
        UNREACHABLE,
        /** Another change is under way or the thing exists already. */
        CONFLICT,
        /** The revision, ETag or digest that the call was made under is no longer the current one. */
        PRECONDITION,
        THROTTLED,
        INTERRUPTED,
        OTHER;

        ExitCode exitCode() {
            return switch (this) {
                case ACCESS, CREDENTIALS -> ExitCode.ACCESS;
                case INTERRUPTED -> ExitCode.INTERRUPTED;
                default -> ExitCode.FAILED;
            };
        }
    }

    private final Kind kind;

    public CloudException(Kind kind, String happened, String next) {
        super(kind.exitCode(), happened, next);
        this.kind = kind;
    }

    public CloudException(Kind kind, String happened, String next, Throwable cause) {
        super(kind.exitCode(), happened, next, cause);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }

    public boolean is(Kind other) {
        return kind == other;
    }
}
