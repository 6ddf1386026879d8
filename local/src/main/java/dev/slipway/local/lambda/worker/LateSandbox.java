package dev.slipway.local.lambda.worker;

import dev.slipway.local.lambda.runtime.Event;
import dev.slipway.local.lambda.runtime.Sandbox;
import java.util.concurrent.CompletableFuture;

/** Stands at the Runtime API for a worker whose process needs the address before the worker can exist. */
final class LateSandbox implements Sandbox {
    private final CompletableFuture<Sandbox> worker = new CompletableFuture<>();

    void is(Sandbox sandbox) {
        worker.complete(sandbox);
    }

    @Override
    public Event next() throws InterruptedException {
        return worker.join().next();
    }

    @Override
    public void succeeded(String requestId, byte[] payload) {
        worker.join().succeeded(requestId, payload);
    }

    @Override
    public void failed(String requestId, byte[] error) {
        worker.join().failed(requestId, error);
    }

    @Override
    public void initFailed(byte[] error) {
        worker.join().initFailed(error);
    }
}
