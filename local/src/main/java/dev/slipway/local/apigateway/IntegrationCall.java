package dev.slipway.local.apigateway;

import dev.slipway.local.http.AwsError;
import dev.slipway.local.http.HttpResponse;
import dev.slipway.local.lambda.Invoker;
import java.io.IOException;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Invokes the function and waits as long as the integration allows; what goes wrong becomes the gateway's answer. */
final class IntegrationCall {
    private final Invoker invoker;
    private final ExecutorService threads;

    /** @param threads grow at need: a call that nobody waits for any more still runs to its end, as on AWS */
    IntegrationCall(Invoker invoker, ExecutorService threads) {
        this.invoker = invoker;
        this.threads = threads;
    }

    HttpResponse answer(IntegrationTarget target, byte[] event) throws IOException {
        Future<Invoker.Result> running =
                threads.submit(() -> invoker.invoke(target.function(), target.qualifier(), event));
        try {
            return read(running.get(target.limit().toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            return GatewayAnswer.UNAVAILABLE.response();
        } catch (ExecutionException e) {
            return refused(Objects.requireNonNullElse(e.getCause(), e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while waiting for " + target.function(), e);
        }
    }

    private static HttpResponse read(Invoker.Result result) {
        if (result.functionError().isPresent()) {
            return GatewayAnswer.FAILED.response();
        }
        try {
            return FunctionAnswer.read(result.payload());
        } catch (IOException malformed) {
            // On AWS the reason is in the API's access log only, and the caller sees no more than this.
            return GatewayAnswer.FAILED.response();
        }
    }

    /** What Lambda said before any function ran. */
    private static HttpResponse refused(Throwable cause) throws IOException {
        if (cause instanceof AwsError error) {
            return switch (error.status()) {
                case 413 -> GatewayAnswer.TOO_LARGE.response();
                case 429, 503 -> GatewayAnswer.UNAVAILABLE.response();
                default -> GatewayAnswer.FAILED.response();
            };
        }
        throw new IOException("the invocation broke: " + cause, cause);
    }
}
