package dev.slipway.local.lambda;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import dev.slipway.local.http.AwsError;
import dev.slipway.local.lambda.control.FunctionRef;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.model.InvocationType;
import software.amazon.awssdk.services.lambda.model.InvokeRequest;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;
import software.amazon.awssdk.services.lambda.model.LogType;

/** {@code Invoke} as clients call it: at once, as an event, or as a dry run. */
public final class InvokeOperation {
    private static final JsonFactory JSON = new JsonFactory();
    private static final int MOST_EVENT = 1024 * 1024;
    private static final byte[] NO_PAYLOAD = "{}".getBytes(StandardCharsets.UTF_8);

    private final Invocations invocations;
    private final Executor later;

    /** @param later runs what is invoked as an event */
    InvokeOperation(Invocations invocations, Executor later) {
        this.invocations = invocations;
        this.later = later;
    }

    public InvokeResponse invoke(InvokeRequest request) {
        FunctionRef ref = FunctionRef.parse(request.functionName(), request.qualifier());
        byte[] sent = request.payload() == null ? NO_PAYLOAD : request.payload().asByteArrayUnsafe();
        byte[] payload = sent.length == 0 ? NO_PAYLOAD : sent;
        checkJson(payload);
        Optional<String> context = Optional.ofNullable(request.clientContext())
                .map(base64 -> new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8));
        if (request.invocationType() == InvocationType.DRY_RUN) {
            invocations.route(ref);
            return InvokeResponse.builder().statusCode(204).build();
        }
        return request.invocationType() == InvocationType.EVENT
                ? accept(ref, payload, context)
                : answer(ref, payload, context, request.logType() == LogType.TAIL);
    }

    private static void checkJson(byte[] payload) {
        try (JsonParser parser = JSON.createParser(payload)) {
            if (parser.nextToken() == null) {
                throw noJson("it is empty");
            }
            parser.skipChildren();
            if (parser.nextToken() != null) {
                throw noJson("something follows the first value");
            }
        } catch (IOException e) {
            throw noJson(e.getMessage());
        }
    }

    private static AwsError noJson(@Nullable String why) {
        return new AwsError(400, "InvalidRequestContentException", "Could not parse request body into json: " + why);
    }

    private InvokeResponse accept(FunctionRef ref, byte[] payload, Optional<String> context) {
        if (payload.length > MOST_EVENT) {
            throw new AwsError(
                    413,
                    "RequestTooLargeException",
                    payload.length + " byte payload is too large for the Event invocation type (limit " + MOST_EVENT
                            + " bytes)");
        }
        invocations.route(ref);
        later.execute(() -> invocations.execute(ref, payload, context, false));
        return InvokeResponse.builder().statusCode(202).build();
    }

    private InvokeResponse answer(FunctionRef ref, byte[] payload, Optional<String> context, boolean wantsTail) {
        Invocations.Executed done = invocations.execute(ref, payload, context, wantsTail);
        InvokeResponse.Builder response = InvokeResponse.builder()
                .statusCode(200)
                .executedVersion(done.version())
                .payload(SdkBytes.fromByteArrayUnsafe(done.outcome().payload()));
        done.outcome().functionError().ifPresent(response::functionError);
        if (wantsTail) {
            response.logResult(
                    Base64.getEncoder().encodeToString(done.outcome().logTail().getBytes(StandardCharsets.UTF_8)));
        }
        return response.build();
    }
}
