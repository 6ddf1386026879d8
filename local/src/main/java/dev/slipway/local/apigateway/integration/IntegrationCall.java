package dev.slipway.local.apigateway.integration;

import dev.slipway.local.apigateway.integration.Outcome.Kind;
import dev.slipway.local.http.AwsError;
import dev.slipway.local.identity.Home;
import dev.slipway.local.lambda.InvokePermissions;
import dev.slipway.local.lambda.Invoker;
import dev.slipway.local.lambda.ServiceCall;
import java.io.IOException;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/** Invokes the function if its resource policy lets the gateway, and waits as long as the integration allows. */
public final class IntegrationCall {
    private static final String PRINCIPAL = "apigateway.amazonaws.com";

    private final Invoker invoker;
    private final InvokePermissions permissions;
    private final ExecutorService threads;
    private final Consumer<String> log;

    /**
     * @param threads grow at need: a call that nobody waits for any more still runs to its end, as on AWS
     * @param log takes the reasons that a caller is not told
     */
    public IntegrationCall(
            Invoker invoker, InvokePermissions permissions, ExecutorService threads, Consumer<String> log) {
        this.invoker = invoker;
        this.permissions = permissions;
        this.threads = threads;
        this.log = log;
    }

    public Outcome call(IntegrationTarget target, Source source, byte[] event) throws IOException {
        Optional<String> refusal = permissions.refusal(
                target.function(), target.qualifier(), new ServiceCall(PRINCIPAL, source.arn(), Home.ACCOUNT));
        if (refusal.isPresent()) {
            log.accept("API " + source.apiId() + ": " + refusal.get());
            return Outcome.of(Kind.REFUSED);
        }
        Future<Invoker.Result> running =
                threads.submit(() -> invoker.invoke(target.function(), target.qualifier(), event));
        try {
            Invoker.Result result = running.get(target.limit().toMillis(), TimeUnit.MILLISECONDS);
            return result.functionError().isPresent()
                    ? Outcome.of(Kind.FUNCTION_FAILED)
                    : new Outcome(Kind.RETURNED, result.payload());
        } catch (TimeoutException e) {
            return Outcome.of(Kind.TIMED_OUT);
        } catch (ExecutionException e) {
            return refused(source, Objects.requireNonNullElse(e.getCause(), e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while waiting for " + target.function(), e);
        }
    }

    /** What Lambda said before any function ran. */
    private Outcome refused(Source source, Throwable cause) throws IOException {
        if (cause instanceof AwsError error) {
            log.accept("API " + source.apiId() + ": Lambda refused the call: " + error.getMessage());
            return Outcome.of(
                    switch (error.status()) {
                        case 413 -> Kind.TOO_LARGE;
                        case 429, 503 -> Kind.THROTTLED;
                        default -> Kind.REFUSED;
                    });
        }
        throw new IOException("the invocation broke: " + cause, cause);
    }
}
