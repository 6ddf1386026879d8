package dev.slipway.deployer.lease;

import dev.slipway.deployer.SlipwayException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Prolongs a lease from a thread of its own, three times as often as it expires. */
public final class Heartbeat implements AutoCloseable {
    private static final long PERIOD_MILLIS = LeaseRecord.EXPIRY.toMillis() / 3;

    private final CountDownLatch over = new CountDownLatch(1);
    private final Thread thread;

    Heartbeat(AliasLease lease) {
        thread = new Thread(() -> beat(lease), "lease heartbeat");
        thread.setDaemon(true);
        thread.start();
    }

    private void beat(AliasLease lease) {
        try {
            while (!over.await(PERIOD_MILLIS, TimeUnit.MILLISECONDS)) {
                try {
                    lease.renew();
                } catch (LeaseException e) {
                    // Lost for good: the holder itself is told at its own next write, which is where it matters.
                    return;
                } catch (SlipwayException e) {
                    // The store did not answer: the next beat tries again, and the expiry leaves time for two.
                    continue;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        over.countDown();
    }
}
