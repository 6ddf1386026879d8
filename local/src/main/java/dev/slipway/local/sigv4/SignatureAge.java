package dev.slipway.local.sigv4;

import dev.slipway.local.http.AwsError;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Whether a signature is of now: 15 minutes either way, or as long as a presigned query says. */
final class SignatureAge {
    private static final Duration SKEW = Duration.ofMinutes(15);

    private final Clock clock;

    SignatureAge(Clock clock) {
        this.clock = clock;
    }

    void check(Signature signature, Dialect dialect) {
        Instant signed = Timestamps.instant(signature.timestamp());
        Instant now = clock.instant();
        boolean early = signed.isAfter(now.plus(SKEW));
        Instant end = signature.expiresSeconds().isPresent()
                ? signed.plusSeconds(signature.expiresSeconds().getAsLong())
                : signed.plus(SKEW);
        boolean late = now.isAfter(end);
        if (!early && !late) {
            return;
        }
        if (dialect == Dialect.S3) {
            throw signature.presigned()
                    ? new AwsError(403, "AccessDenied", early ? "Request is not valid yet" : "Request has expired")
                    : new AwsError(
                            403,
                            "RequestTimeTooSkewed",
                            "The difference between the request time and the current time is too large.");
        }
        throw dialect.invalid(
                early
                        ? "Signature not yet current: " + signature.timestamp() + " is still later than "
                                + Timestamps.text(now.plus(SKEW)) + " (" + Timestamps.text(now) + " + 15 min.)"
                        : "Signature expired: " + signature.timestamp() + " is now earlier than "
                                + Timestamps.text(now.minus(SKEW)) + " (" + Timestamps.text(now) + " - 15 min.)");
    }
}
