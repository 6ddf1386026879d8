package dev.slipway.local.lambda.worker;

import dev.slipway.local.http.AwsError;
import dev.slipway.local.lambda.runtime.Event;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The warm workers of all versions, under one limit. */
public final class WorkerPool implements AutoCloseable {
    private static final long INIT_MILLIS = 10_000;
    private static final long KEPT_WARM_NANOS = TimeUnit.MINUTES.toNanos(5);

    /** A JVM's start costs more than most requests: where workers are there, one becoming free is waited for first. */
    private static final long PATIENCE_NANOS = TimeUnit.MILLISECONDS.toNanos(25);

    private static final long LONGEST_WAIT_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final WorkerStarter starter;
    private final int most;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Set<Worker> alive = new HashSet<>();
    private final Map<WorkerSpec, Deque<Worker>> idle = new HashMap<>();
    private int reserved;
    private boolean closed;

    /** @param most how many workers may live at once */
    public WorkerPool(WorkerStarter starter, int most) {
        this.starter = starter;
        this.most = most;
    }

    /** @throws AwsError TooManyRequestsException when no worker becomes free in time */
    public Outcome invoke(WorkerSpec spec, Event event, boolean wantsTail) {
        Worker worker = idleWorker(spec);
        if (worker == null) {
            worker = started(spec);
            Optional<Outcome> failure = worker.awaitInit(event.requestId(), INIT_MILLIS + spec.timeoutMillis());
            if (failure.isPresent()) {
                worker.kill();
                return failure.get();
            }
        }
        return worker.run(event, wantsTail);
    }

    /** An idle worker, or null when one more may be started; its place is reserved then. */
    private @Nullable Worker idleWorker(WorkerSpec spec) {
        long began = System.nanoTime();
        lock.lock();
        try {
            while (!closed) {
                Worker worker = poll(spec);
                if (worker != null) {
                    return worker;
                }
                long waited = System.nanoTime() - began;
                boolean mayGrow = !hasWorkers(spec) || waited >= PATIENCE_NANOS;
                if (mayGrow && (places() < most || evictOther(spec))) {
                    reserved++;
                    return null;
                }
                if (waited >= LONGEST_WAIT_NANOS) {
                    break;
                }
                long until = mayGrow ? LONGEST_WAIT_NANOS : PATIENCE_NANOS;
                changed.awaitNanos(Math.max(1, until - waited));
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
        throw new AwsError(
                        429,
                        "TooManyRequestsException",
                        "Rate Exceeded: all " + most + " workers are busy; more can be allowed with --max-workers")
                .because("ConcurrentInvocationLimitExceeded");
    }

    private int places() {
        return alive.size() + reserved;
    }

    private boolean hasWorkers(WorkerSpec spec) {
        return alive.stream().anyMatch(worker -> worker.spec().equals(spec));
    }

    private @Nullable Worker poll(WorkerSpec spec) {
        Deque<Worker> workers = idle.get(spec);
        while (workers != null && !workers.isEmpty()) {
            Worker worker = workers.pop();
            if (worker.process().isAlive()) {
                return worker;
            }
        }
        return null;
    }

    /** Gives the place of the longest idle worker of another version to this one. */
    private boolean evictOther(WorkerSpec spec) {
        Optional<Worker> oldest = idle.entrySet().stream()
                .filter(entry -> !entry.getKey().equals(spec))
                .flatMap(entry -> entry.getValue().stream())
                .min(Comparator.comparingLong(Worker::idleSinceNanos));
        oldest.ifPresent(this::retire);
        return oldest.isPresent();
    }

    private void retire(Worker worker) {
        Deque<Worker> workers = idle.get(worker.spec());
        if (workers != null) {
            workers.remove(worker);
        }
        alive.remove(worker);
        worker.kill();
    }

    private Worker started(WorkerSpec spec) {
        Worker worker = null;
        try {
            worker = starter.start(spec, this::becameIdle, this::buried);
            return worker;
        } finally {
            lock.lock();
            reserved--;
            if (worker != null && worker.process().isAlive()) {
                alive.add(worker);
            }
            lock.unlock();
        }
    }

    /** The worker asks for work. The first time its starter is waiting for it already: it goes to that request. */
    private void becameIdle(Worker worker) {
        lock.lock();
        try {
            if (worker.claimFirst()) {
                return;
            }
            idle.computeIfAbsent(worker.spec(), spec -> new ArrayDeque<>()).push(worker);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void buried(Worker worker) {
        lock.lock();
        try {
            alive.remove(worker);
            Deque<Worker> workers = idle.get(worker.spec());
            if (workers != null && workers.remove(worker) && workers.isEmpty()) {
                idle.remove(worker.spec());
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Reads what the workers print and lets those go that were idle for long, whose credentials end or whose version is no more. */
    public void tend(Predicate<WorkerSpec> isCurrent, Instant now) {
        List<Worker> workers;
        lock.lock();
        try {
            workers = new ArrayList<>(alive);
            idle.values().stream()
                    .flatMap(Deque::stream)
                    .filter(worker -> worker.isIdleFor(KEPT_WARM_NANOS)
                            || worker.needsCredentials(now)
                            || !isCurrent.test(worker.spec()))
                    .toList()
                    .forEach(this::retire);
        } finally {
            lock.unlock();
        }
        workers.forEach(Worker::drain);
    }

    /** Kills every worker. */
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            alive.forEach(Worker::kill);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
