package dev.slipway.deployer.lease;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What is written in the account about one alias.
 *
 * @param holder who may move it; empty when nobody is at it
 * @param since when the holder took it
 * @param heartbeat when the holder was last heard of
 * @param rollout the state of the running or last rollout, which the lease keeps and does not read
 */
public record LeaseRecord(
        String function,
        String alias,
        Optional<Holder> holder,
        Instant since,
        Instant heartbeat,
        Optional<JsonNode> rollout) {
    /** Without a heartbeat for so long, the holder is taken for dead. */
    public static final Duration EXPIRY = Duration.ofSeconds(30);

    public Instant expires() {
        return heartbeat.plus(EXPIRY);
    }

    /** True when someone other than {@code asking} holds it, and seems to live. */
    boolean isHeldAgainst(Holder asking, Instant now) {
        return holder.filter(other -> !other.token().equals(asking.token()))
                .filter(other -> now.isBefore(expires()))
                .filter(other -> !other.isDeadOnHostOf(asking))
                .isPresent();
    }

    boolean isHeldBy(Holder asking) {
        return holder.filter(other -> other.token().equals(asking.token())).isPresent();
    }

    LeaseRecord heldBy(Holder taker, Instant now) {
        return new LeaseRecord(function, alias, Optional.of(taker), now, now, rollout);
    }

    LeaseRecord beat(Instant now) {
        return new LeaseRecord(function, alias, holder, since, now, rollout);
    }

    LeaseRecord with(JsonNode newRollout, Instant now) {
        return new LeaseRecord(function, alias, holder, since, now, Optional.of(newRollout));
    }

    LeaseRecord released(Instant now) {
        return new LeaseRecord(function, alias, Optional.empty(), since, now, rollout);
    }
}
