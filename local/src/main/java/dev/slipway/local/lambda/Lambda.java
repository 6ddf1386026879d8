package dev.slipway.local.lambda;

import dev.slipway.local.cloudwatch.MetricSink;
import dev.slipway.local.codec.RestJsonService;
import dev.slipway.local.http.AwsService;
import dev.slipway.local.lambda.control.Account;
import dev.slipway.local.lambda.control.Aliases;
import dev.slipway.local.lambda.control.CodeBucket;
import dev.slipway.local.lambda.control.CodeStore;
import dev.slipway.local.lambda.control.Deployments;
import dev.slipway.local.lambda.control.FunctionRoles;
import dev.slipway.local.lambda.control.FunctionStore;
import dev.slipway.local.lambda.control.Policies;
import dev.slipway.local.lambda.control.Versions;
import dev.slipway.local.lambda.runtime.RuntimeApi;
import dev.slipway.local.lambda.worker.WorkerPool;
import dev.slipway.local.lambda.worker.WorkerStarter;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;

/** Lambda as a whole: its control plane, its workers, and the service that clients call. */
public final class Lambda implements AutoCloseable {
    private static final long TEND_MILLIS = 50;

    private final Functions functions;
    private final CodeLinks links;
    private final Invocations invocations;
    private final InvokePermissions permissions;
    private final AwsService service;
    private final RuntimeApi api;
    private final WorkerPool workers;
    private final ScheduledExecutorService tending = Executors.newSingleThreadScheduledExecutor(Lambda::daemon);
    private final ExecutorService events = Executors.newCachedThreadPool(Lambda::daemon);

    private Lambda(
            Functions functions,
            CodeLinks links,
            FunctionStore store,
            CodeStore codes,
            RuntimeApi api,
            WorkerPool workers,
            Outside outside) {
        this.functions = functions;
        this.links = links;
        this.api = api;
        this.workers = workers;
        this.permissions = new PolicyPermissions(store);
        this.invocations = new Invocations(
                store,
                codes,
                workers,
                new InvocationMetrics(outside.metrics(), outside.clock()),
                outside.random(),
                outside.clock());
        this.service = new RestJsonService(Set.of("lambda"), functions, new InvokeOperation(invocations, events));
        tending.scheduleWithFixedDelay(
                () -> workers.tend(invocations::isCurrent, outside.clock().instant()),
                TEND_MILLIS,
                TEND_MILLIS,
                TimeUnit.MILLISECONDS);
    }

    /**
     * What Lambda needs of the world.
     *
     * @param buckets where code comes from that is given by bucket and key
     * @param endpoint the cloud's address for the workers, asked for when one starts
     * @param roles what workers may do and where their lines go
     * @param random from 0 to below 1, for aliases with weights
     */
    public record Outside(
            CodeBucket buckets,
            MetricSink metrics,
            Supplier<String> endpoint,
            FunctionRoles roles,
            DoubleSupplier random,
            Clock clock) {}

    /**
     * Takes up what an earlier cloud left in the folder.
     *
     * @param maxWorkers how many workers may live at once
     */
    public static Lambda open(Path folder, int maxWorkers, Outside outside) throws IOException {
        FunctionStore store = FunctionStore.open(folder.resolve("functions"));
        CodeStore codes = new CodeStore(folder.resolve("code"));
        codes.keepOnly(store::usesCode);
        CodeLinks links = new CodeLinks(codes, outside.endpoint(), outside.clock());
        Functions functions = new Functions(
                new Deployments(store, codes, outside.buckets(), outside.roles(), outside.clock()),
                new Versions(store, outside.clock()),
                new Aliases(store),
                new Policies(store),
                new Account(store),
                links);
        RuntimeApi api = RuntimeApi.start();
        WorkerStarter starter =
                new WorkerStarter(api, folder.resolve("workers"), outside.endpoint(), outside.roles(), outside.clock());
        return new Lambda(functions, links, store, codes, api, new WorkerPool(starter, maxWorkers), outside);
    }

    public Functions functions() {
        return functions;
    }

    public Invoker invoker() {
        return invocations;
    }

    /** What the functions' resource policies say of services that want to invoke them. */
    public InvokePermissions permissions() {
        return permissions;
    }

    /** The links to functions' code, which need no signature. */
    public CodeLinks codeLinks() {
        return links;
    }

    public AwsService service() {
        return service;
    }

    /** Ends every worker. */
    @Override
    public void close() {
        tending.shutdownNow();
        events.shutdownNow();
        workers.close();
        api.close();
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "lambda");
        thread.setDaemon(true);
        return thread;
    }
}
