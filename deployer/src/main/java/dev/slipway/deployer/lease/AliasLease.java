package dev.slipway.deployer.lease;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.deployer.cloud.CloudException;
import dev.slipway.deployer.cloud.ObjectStore;
import dev.slipway.deployer.cloud.StoredBytes;
import dev.slipway.inference.manifest.ModelKeys;
import java.time.Clock;
import java.util.Optional;

/**
 * The right to move one alias, held by compare-and-swap on one object. Every write proves that it is still held; a holder that slept through its
 * expiry and was replaced finds that out at its next write, and changes nothing.
 */
public final class AliasLease implements AutoCloseable {
    private static final int ATTEMPTS = 50;

    private final ObjectStore store;
    private final String key;
    private final Holder holder;
    private final Clock clock;
    private LeaseRecord held;
    private String etag;

    private AliasLease(ObjectStore store, String key, Holder holder, Clock clock, LeaseRecord held, String etag) {
        this.store = store;
        this.key = key;
        this.holder = holder;
        this.clock = clock;
        this.held = held;
        this.etag = etag;
    }

    /**
     * Takes the lease when it is free, expired, or held by a process of this host that is dead.
     *
     * @throws LeaseException when another one holds it: who, and since when
     */
    public static AliasLease acquire(ObjectStore store, String function, String alias, Holder holder, Clock clock) {
        return take(store, function, alias, holder, clock, false);
    }

    /** Takes the lease whoever holds it; that one notices at its next write. */
    public static AliasLease takeOver(ObjectStore store, String function, String alias, Holder holder, Clock clock) {
        return take(store, function, alias, holder, clock, true);
    }

    /** What is written about an alias, without taking it. */
    public static Optional<LeaseRecord> look(ObjectStore store, String function, String alias) {
        String key = ModelKeys.rollout(function, alias);
        return store.get(key).map(stored -> LeaseJson.read(key, stored.content()));
    }

    private static AliasLease take(
            ObjectStore store, String function, String alias, Holder holder, Clock clock, boolean byForce) {
        String key = ModelKeys.rollout(function, alias);
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Optional<StoredBytes> there = store.get(key);
            LeaseRecord current = there.map(stored -> LeaseJson.read(key, stored.content()))
                    .orElseGet(() -> new LeaseRecord(
                            function, alias, Optional.empty(), clock.instant(), clock.instant(), Optional.empty()));
            if (!byForce && current.isHeldAgainst(holder, clock.instant())) {
                throw LeaseException.held(current);
            }
            LeaseRecord mine = current.heldBy(holder, clock.instant());
            Optional<String> etag = there.isPresent()
                    ? store.replaceIfMatch(
                            key, LeaseJson.write(mine), there.get().etag())
                    : store.putIfAbsent(key, LeaseJson.write(mine));
            if (etag.isPresent()) {
                return new AliasLease(store, key, holder, clock, mine, etag.get());
            }
        }
        throw new CloudException(
                CloudException.Kind.CONFLICT,
                "the object " + key + " changed each of the " + ATTEMPTS + " times it was about to be written",
                "run the same command again");
    }

    public String function() {
        return held.function();
    }

    public String alias() {
        return held.alias();
    }

    public Holder holder() {
        return holder;
    }

    /** The state of the running or last rollout. */
    public synchronized Optional<JsonNode> rollout() {
        return held.rollout();
    }

    /**
     * Proves that the lease is still held, and prolongs it.
     *
     * @throws LeaseException when another one has it now
     */
    public synchronized void renew() {
        write(held.beat(clock.instant()));
    }

    /** Makes the rollout's state durable, under the same proof. */
    public synchronized void save(JsonNode rollout) {
        write(held.with(rollout, clock.instant()));
    }

    /** Prolongs the lease in the background while a long step runs, until the answer is closed. */
    public Heartbeat beat() {
        return new Heartbeat(this);
    }

    /** Lets go; who has lost it meanwhile has nothing to let go of. */
    @Override
    public synchronized void close() {
        // An interrupted command must still be able to say that it is gone.
        boolean interrupted = Thread.interrupted();
        try {
            if (held.holder().isPresent()) {
                write(held.released(clock.instant()));
            }
        } catch (LeaseException e) {
            held = held.released(clock.instant());
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void write(LeaseRecord next) {
        Optional<String> written = store.replaceIfMatch(key, LeaseJson.write(next), etag);
        if (written.isEmpty()) {
            written = store.replaceIfMatch(key, LeaseJson.write(next), etagIfStillMine());
        }
        etag = written.orElseThrow(() -> lost("another process"));
        held = next;
    }

    /** The answer to our own last write may have been lost: then its ETag is unknown here, but the token is ours. */
    private String etagIfStillMine() {
        StoredBytes there = store.get(key).orElseThrow(() -> lost("someone who deleted its state"));
        LeaseRecord current = LeaseJson.read(key, there.content());
        if (!current.isHeldBy(holder)) {
            throw lost(current.holder().map(Holder::describe).orElse("someone who is done already"));
        }
        return there.etag();
    }

    private LeaseException lost(String to) {
        return LeaseException.lost(held.function(), held.alias(), to);
    }
}
