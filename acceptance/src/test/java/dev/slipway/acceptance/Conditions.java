package dev.slipway.acceptance;

import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Waits until something is so, and says what was seen instead when it never is. */
final class Conditions {
    private static final long PATIENCE_SECONDS = 90;
    private static final long PAUSE_MILLIS = 200;

    private Conditions() {}

    static <T> T eventually(String what, Supplier<Optional<T>> look) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (true) {
            Optional<T> seen = look.get();
            if (seen.isPresent()) {
                return seen.get();
            }
            if (System.nanoTime() > end) {
                throw new AssertionError("waited " + PATIENCE_SECONDS + " s in vain until " + what);
            }
            pause();
        }
    }

    private static void pause() {
        try {
            // nobody opens it: what is waited for is in another process, which tells nobody
            new CountDownLatch(1).await(PAUSE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
