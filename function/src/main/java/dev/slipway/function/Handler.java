package dev.slipway.function;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.slipway.function.event.DirectInvoke;
import dev.slipway.function.event.Event;
import dev.slipway.function.event.EventReader;
import dev.slipway.function.event.Reply;
import dev.slipway.function.logging.JsonLog;
import dev.slipway.function.metrics.Caller;
import dev.slipway.function.metrics.EmfWriter;
import dev.slipway.function.metrics.Measurement;
import dev.slipway.function.metrics.Outcome;
import dev.slipway.function.store.Credentials;
import dev.slipway.function.store.LambdaCredentials;
import dev.slipway.function.store.ModelStore;
import dev.slipway.function.store.S3ModelStore;
import dev.slipway.function.warm.LoadedModel;
import dev.slipway.function.warm.ModelLoader;
import dev.slipway.function.warm.WarmModel;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

/** Lambda's entry: event → answer → metrics. Whatever a call throws is answered; the container serves the next one. */
public final class Handler implements RequestStreamHandler {
    private final Configuration configuration;
    private final EventReader events = new EventReader();
    private final Endpoints endpoints;
    private final EmfWriter metrics;
    private final JsonLog log;
    private final AtomicBoolean cold = new AtomicBoolean(true);
    private final SnapStart snapStart;

    /** As Lambda makes it: from the process's environment. */
    public Handler() {
        this(System.getenv(), System.out, Clock.systemUTC());
    }

    private Handler(Map<String, String> environment, PrintStream out, Clock clock) {
        this(Configuration.of(environment), new LambdaCredentials(environment, clock), out, clock);
    }

    private Handler(Configuration configuration, Credentials credentials, PrintStream out, Clock clock) {
        this(
                configuration,
                new S3ModelStore(
                        configuration.location(), credentials, clock, configuration.trust(), configuration.directory()),
                credentials,
                out,
                clock);
    }

    Handler(Configuration configuration, ModelStore store, Credentials credentials, PrintStream out, Clock clock) {
        this.configuration = configuration;
        this.log = new JsonLog(out, clock);
        this.metrics = new EmfWriter(out, clock, configuration.model());
        var warm = new WarmModel(new ModelLoader(store, configuration.model(), configuration.release()));
        this.endpoints = new Endpoints(configuration.model(), warm);
        this.snapStart = new SnapStart(configuration, warm, credentials, log);
        if (configuration.snapStart()) {
            snapStart.register();
        }
    }

    @Override
    public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
        var measured = new Measurement(System::nanoTime);
        if (cold.compareAndSet(true, false)) {
            measured.cold();
        }
        Caller caller =
                Caller.of(context.getAwsRequestId(), context.getFunctionVersion(), context.getInvokedFunctionArn());
        Event event = new DirectInvoke(new byte[0]); // how a failure is answered while the event's shape is unknown
        Reply reply;
        Outcome outcome = Outcome.OK;
        try {
            event = events.read(in);
            reply = endpoints.answer(event, caller, measured, loaded -> loaded(loaded, measured, context));
        } catch (Throwable thrown) {
            Failure failure = Failure.of(thrown, caller.requestId());
            report(failure, thrown, context);
            reply = Reply.failed(failure.status(), failure.message());
            outcome = failure.outcome();
        }
        event.write(reply.withHeaders(headers(caller)), out);
        measured.finished(outcome);
        metrics.write(caller, measured);
    }

    /** The hooks around a snapshot. */
    SnapStart snapStart() {
        return snapStart;
    }

    private Map<String, String> headers(Caller caller) {
        var headers = new HashMap<String, String>(4);
        headers.put("x-slipway-request-id", caller.requestId());
        headers.put("x-slipway-model-version", caller.version());
        configuration.release().ifPresent(release -> headers.put("x-slipway-model-digest", release.digest()));
        return headers;
    }

    private void loaded(LoadedModel loaded, Measurement measured, Context context) {
        measured.loaded(loaded.nanos(), loaded.bytes());
        log.info(
                context.getAwsRequestId(),
                "model loaded",
                Map.of(
                        "model", configuration.model(),
                        "milliseconds", loaded.nanos() / 1_000_000,
                        "bytes", loaded.bytes(),
                        "remainingMilliseconds", context.getRemainingTimeInMillis()));
    }

    private void report(Failure failure, Throwable thrown, Context context) {
        Map<String, Object> fields =
                Map.of("status", failure.status(), "remainingMilliseconds", context.getRemainingTimeInMillis());
        if (failure.isOurs()) {
            log.error(context.getAwsRequestId(), failure.logged(), fields, thrown);
        } else {
            log.info(context.getAwsRequestId(), failure.logged(), fields);
        }
    }
}
