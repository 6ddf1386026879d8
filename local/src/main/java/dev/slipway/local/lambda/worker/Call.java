package dev.slipway.local.lambda.worker;

import dev.slipway.local.lambda.runtime.Event;
import java.util.concurrent.CompletableFuture;

/** One event in one worker, from the hand-over to its end. */
final class Call {
    private final Event event;
    private final boolean wantsTail;
    private final CompletableFuture<Outcome> outcome = new CompletableFuture<>();
    private final long startedNanos = System.nanoTime();

    Call(Event event, boolean wantsTail) {
        this.event = event;
        this.wantsTail = wantsTail;
    }

    Event event() {
        return event;
    }

    boolean wantsTail() {
        return wantsTail;
    }

    CompletableFuture<Outcome> outcome() {
        return outcome;
    }

    double elapsedMillis() {
        return (System.nanoTime() - startedNanos) / 1e6;
    }
}
