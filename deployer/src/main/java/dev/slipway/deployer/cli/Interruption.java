package dev.slipway.deployer.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Lets an interrupted command end in order: the first Ctrl-C interrupts its thread and waits until it has made its
 * step safe and let go of what it holds; then the JVM ends with 130 by itself.
 */
final class Interruption {
    private static final int PATIENCE_SECONDS = 10;

    private final CountDownLatch over = new CountDownLatch(1);

    private Interruption() {}

    static Interruption ofThisThread() {
        Interruption interruption = new Interruption();
        Thread command = Thread.currentThread();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> interruption.end(command), "interruption"));
        return interruption;
    }

    /** The command has ended by itself. */
    void over() {
        over.countDown();
    }

    private void end(Thread command) {
        if (over.getCount() == 0) {
            return;
        }
        command.interrupt();
        try {
            over.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
