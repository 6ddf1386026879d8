package dev.slipway.local.lambda.worker;

import dev.slipway.local.lambda.runtime.Event;
import dev.slipway.local.lambda.runtime.Sandbox;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One worker JVM: initialised once, then given one event at a time until it dies. */
final class Worker implements Sandbox {
    private static final Duration CREDENTIALS_MARGIN = Duration.ofMinutes(15);
    private static final int MOST_RESPONSE = 6 * 1024 * 1024 + 100;
    private static final Optional<String> UNHANDLED = Optional.of("Unhandled");

    private final WorkerSpec spec;
    private final Process process;
    private final WorkerLog log;
    private final Output output;
    private final Memory memory;
    private final Consumer<Worker> whenIdle;
    private final BlockingQueue<Event> handedOver = new LinkedBlockingQueue<>(1);
    private final CompletableFuture<Optional<byte[]>> initialised = new CompletableFuture<>();
    private final long startedNanos = System.nanoTime();
    private volatile double initMillis = -1;
    private volatile long idleSinceNanos = System.nanoTime();
    private volatile @Nullable Call current;
    private boolean claimed;
    private final Instant credentialsEnd;

    /**
     * @param credentialsEnd when its temporary credentials expire
     * @param whenIdle told each time the runtime client asks for work
     */
    Worker(WorkerSpec spec, Instant credentialsEnd, Process process, WorkerLog log, Consumer<Worker> whenIdle) {
        this.spec = spec;
        this.credentialsEnd = credentialsEnd;
        this.process = process;
        this.log = log;
        this.output = new Output(process.getInputStream(), log::line);
        this.memory = new Memory(process.pid());
        this.whenIdle = whenIdle;
        process.onExit().thenAccept(dead -> died(dead.exitValue()));
    }

    WorkerSpec spec() {
        return spec;
    }

    Process process() {
        return process;
    }

    boolean isIdleFor(long nanos) {
        return System.nanoTime() - idleSinceNanos > nanos;
    }

    /** A worker cannot be given other credentials: one whose own end soon makes room for another. */
    boolean needsCredentials(Instant now) {
        return credentialsEnd.isBefore(now.plus(CREDENTIALS_MARGIN));
    }

    long idleSinceNanos() {
        return idleSinceNanos;
    }

    /** True the first time: the request that started the worker has it. */
    boolean claimFirst() {
        boolean first = !claimed;
        claimed = true;
        return first;
    }

    void drain() {
        output.drain();
    }

    void kill() {
        process.destroyForcibly();
    }

    /** Waits for the handler to be there; what init left as an error comes back as the event's outcome. */
    Optional<Outcome> awaitInit(String requestId, long millis) {
        try {
            Optional<byte[]> error = initialised.get(millis, TimeUnit.MILLISECONDS);
            return error.map(payload -> new Outcome(payload, UNHANDLED, 0, log.tail()));
        } catch (TimeoutException slow) {
            kill();
            log.line("INIT_REPORT Init Duration: " + millis + " ms\tPhase: init\tStatus: timeout");
            return Optional.of(new Outcome(Failures.timedOut(requestId, millis), UNHANDLED, millis, log.tail()));
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the cloud is stopping", stopping);
        }
    }

    /** Gives the event to the waiting handler and waits for its end, at most as long as the function's timeout. */
    Outcome run(Event event, boolean wantsTail) {
        Call call = new Call(event, wantsTail);
        log.start(event.requestId(), spec.version());
        current = call;
        if (!process.isAlive()) {
            died(process.exitValue());
        }
        handedOver.add(event);
        try {
            return call.outcome().get(spec.timeoutMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException slow) {
            return timedOut(call);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the cloud is stopping", stopping);
        }
    }

    private Outcome timedOut(Call call) {
        String requestId = call.event().requestId();
        Call still = take(requestId);
        kill();
        if (still != null) {
            output.drainToEnd();
            log.line(requestId + " " + Failures.timeoutMessage(spec.timeoutMillis()));
            finish(still, Failures.timedOut(requestId, spec.timeoutMillis()), UNHANDLED);
        }
        return call.outcome().join();
    }

    @Override
    public Event next() throws InterruptedException {
        boolean first = !initialised.isDone();
        if (first) {
            initMillis = (System.nanoTime() - startedNanos) / 1e6;
        }
        idleSinceNanos = System.nanoTime();
        whenIdle.accept(this);
        if (first) {
            initialised.complete(Optional.empty());
        }
        return handedOver.take();
    }

    @Override
    public void succeeded(String requestId, byte[] payload) {
        boolean fits = payload.length <= MOST_RESPONSE;
        answered(requestId, fits ? payload : Failures.tooLarge(MOST_RESPONSE), fits ? Optional.empty() : UNHANDLED);
    }

    @Override
    public void failed(String requestId, byte[] error) {
        answered(requestId, error, UNHANDLED);
    }

    @Override
    public void initFailed(byte[] error) {
        output.drainToEnd();
        log.line(String.format(
                "INIT_REPORT Init Duration: %.2f ms\tPhase: init\tStatus: error",
                (System.nanoTime() - startedNanos) / 1e6));
        initialised.complete(Optional.of(error));
    }

    private void answered(String requestId, byte[] payload, Optional<String> error) {
        Call call = take(requestId);
        if (call != null) {
            finish(call, payload, error);
        }
    }

    /** The caller is answered before the log's last lines are written, unless it wants to see them. */
    private void finish(Call call, byte[] payload, Optional<String> error) {
        double millis = call.elapsedMillis();
        if (!call.wantsTail()) {
            call.outcome().complete(new Outcome(payload, error, millis, ""));
        }
        output.drainToEnd();
        String requestId = call.event().requestId();
        log.end(requestId);
        log.report(requestId, millis, spec.memoryMegabytes(), memory.peakMegabytes(), initMillis);
        initMillis = -1;
        if (call.wantsTail()) {
            call.outcome().complete(new Outcome(payload, error, millis, log.tail()));
        }
    }

    private void died(int exitCode) {
        output.drainToEnd();
        if (!initialised.isDone()) {
            initialised.complete(Optional.of(Failures.exited("unknown", exitCode)));
        }
        Call call = current;
        if (call != null && take(call.event().requestId()) != null) {
            String requestId = call.event().requestId();
            log.line("RequestId: " + requestId + " Error: " + Failures.exitMessage(exitCode));
            finish(call, Failures.exited(requestId, exitCode), UNHANDLED);
        }
    }

    /** Who takes the call ends it: answer, timeout and death can come at the same moment. */
    private synchronized @Nullable Call take(String requestId) {
        Call call = current;
        if (call == null || !call.event().requestId().equals(requestId)) {
            return null;
        }
        current = null;
        return call;
    }
}
