package dev.slipway.local.lambda;

import dev.slipway.local.http.AwsError;
import dev.slipway.local.lambda.control.CodeStore;
import dev.slipway.local.lambda.control.FunctionRef;
import dev.slipway.local.lambda.control.FunctionState;
import dev.slipway.local.lambda.control.FunctionStore;
import dev.slipway.local.lambda.runtime.Event;
import dev.slipway.local.lambda.worker.Outcome;
import dev.slipway.local.lambda.worker.WorkerPool;
import dev.slipway.local.lambda.worker.WorkerSpec;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.DoubleSupplier;
import software.amazon.awssdk.services.lambda.model.FunctionConfiguration;

/** The data plane: from a function's name and an event to the outcome of the version that the alias chose. */
final class Invocations implements Invoker {
    static final int MOST_PAYLOAD = 6 * 1024 * 1024;

    private final FunctionStore functions;
    private final CodeStore codes;
    private final WorkerPool workers;
    private final InvocationMetrics metrics;
    private final DoubleSupplier random;
    private final Clock clock;
    private final Map<String, AtomicInteger> running = new ConcurrentHashMap<>();

    Invocations(
            FunctionStore functions,
            CodeStore codes,
            WorkerPool workers,
            InvocationMetrics metrics,
            DoubleSupplier random,
            Clock clock) {
        this.functions = functions;
        this.codes = codes;
        this.workers = workers;
        this.metrics = metrics;
        this.random = random;
        this.clock = clock;
    }

    /** An outcome and the version it came from. */
    record Executed(String version, Outcome outcome) {}

    @Override
    public Result invoke(String functionName, String qualifier, byte[] payload) {
        Executed done = execute(FunctionRef.parse(functionName, qualifier), payload, Optional.empty(), false);
        return new Result(
                done.version(), done.outcome().payload(), done.outcome().functionError());
    }

    Executed execute(FunctionRef ref, byte[] payload, Optional<String> clientContext, boolean wantsTail) {
        if (payload.length > MOST_PAYLOAD) {
            throw new AwsError(
                    413,
                    "RequestTooLargeException",
                    payload.length + " byte payload is too large for the RequestResponse invocation type (limit "
                            + MOST_PAYLOAD + " bytes)");
        }
        Routing routing = route(ref);
        FunctionState state = functions.get(ref);
        AtomicInteger count = running.computeIfAbsent(state.name(), name -> new AtomicInteger());
        int now = count.incrementAndGet();
        try {
            checkReserved(state, now);
            Event event = event(ref, routing, payload, clientContext);
            Outcome outcome = workers.invoke(spec(routing.version()), event, wantsTail);
            metrics.invoked(
                    state.name(),
                    ref.qualifier(),
                    routing,
                    outcome.functionError().isPresent(),
                    outcome.durationMillis(),
                    now);
            return new Executed(routing.version().version(), outcome);
        } catch (AwsError refused) {
            if (refused.status() == 429) {
                metrics.throttled(state.name(), ref.qualifier(), routing);
            }
            throw refused;
        } finally {
            count.decrementAndGet();
        }
    }

    /** @throws AwsError when there is no such function, version or alias */
    Routing route(FunctionRef ref) {
        return Routing.choose(functions.get(ref), ref, random);
    }

    /** Whether a worker's version still stands as the worker knows it. */
    boolean isCurrent(WorkerSpec spec) {
        return functions
                .find(spec.functionName())
                .flatMap(state -> state.version(spec.version()))
                .filter(version -> spec.revision().equals(version.revisionId()))
                .isPresent();
    }

    private static void checkReserved(FunctionState state, int running) {
        Integer reserved = state.reserved();
        if (reserved != null && running > reserved) {
            throw new AwsError(
                            429,
                            "TooManyRequestsException",
                            "Rate Exceeded: the function's reserved concurrency of " + reserved + " is used")
                    .because("ReservedFunctionConcurrentInvocationLimitExceeded");
        }
    }

    private Event event(FunctionRef ref, Routing routing, byte[] payload, Optional<String> clientContext) {
        UUID id = UUID.randomUUID();
        String hex = id.toString().replace("-", "");
        String trace = String.format(
                "Root=1-%08x-%s;Parent=%s;Sampled=0", clock.millis() / 1000, hex.substring(0, 24), hex.substring(16));
        return new Event(
                id.toString(),
                payload,
                clock.millis() + timeoutMillis(routing.version()),
                ref.arn(),
                trace,
                clientContext);
    }

    private static long timeoutMillis(FunctionConfiguration version) {
        return version.timeout() * 1000L;
    }

    private WorkerSpec spec(FunctionConfiguration version) {
        return new WorkerSpec(
                version.functionName(),
                version.version(),
                version.revisionId(),
                version.runtimeAsString(),
                version.handler(),
                version.memorySize(),
                timeoutMillis(version),
                version.loggingConfig().logGroup(),
                codes.folder(version.codeSha256()),
                version.environment() == null ? Map.of() : version.environment().variables(),
                version.role());
    }
}
