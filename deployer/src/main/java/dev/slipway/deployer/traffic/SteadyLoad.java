package dev.slipway.deployer.traffic;

import dev.slipway.deployer.SlipwayException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** Requests at a steady rate from a few threads until it is closed; late ones are sent as soon as a thread is free, never more at once. */
public final class SteadyLoad implements AutoCloseable {
    private static final String UNKNOWN = "?";

    private final PredictClient client;
    private final List<byte[]> bodies;
    private final double perSecond;
    private final Tally tally = new Tally();
    private final AtomicLong next = new AtomicLong();
    private final List<Thread> threads = new ArrayList<>();
    private final long start = System.nanoTime();

    /** Starts it. */
    public SteadyLoad(PredictClient client, List<byte[]> bodies, double perSecond, int clients) {
        this.client = client;
        this.bodies = List.copyOf(bodies);
        this.perSecond = perSecond;
        for (int i = 0; i < clients; i++) {
            Thread thread = new Thread(this::send, "load " + i);
            thread.setDaemon(true);
            threads.add(thread);
            thread.start();
        }
    }

    public Tally tally() {
        return tally;
    }

    private void send() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                long ticket = next.getAndIncrement();
                awaitTurn(ticket);
                one(bodies.get((int) (ticket % bodies.size())));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void awaitTurn(long ticket) throws InterruptedException {
        long due = start + (long) (ticket * 1e9 / perSecond);
        long wait = due - System.nanoTime();
        if (wait > 0) {
            Thread.sleep(wait / 1_000_000, (int) (wait % 1_000_000));
        }
    }

    private void one(byte[] body) throws InterruptedException {
        try {
            Answer answer = client.predict(body);
            tally.add(answer.version().orElse(UNKNOWN), answer.failed());
        } catch (SlipwayException e) {
            // No answer at all is the worst failure a client can see; the load goes on and counts it.
            tally.add(UNKNOWN, true);
        }
    }

    @Override
    public void close() {
        threads.forEach(Thread::interrupt);
        boolean interrupted = false;
        for (Thread thread : threads) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
