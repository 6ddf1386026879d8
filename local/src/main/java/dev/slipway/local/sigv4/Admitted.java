package dev.slipway.local.sigv4;

import dev.slipway.local.http.AwsError;
import dev.slipway.local.http.HttpRequest;
import dev.slipway.local.identity.Caller;
import dev.slipway.local.identity.ChunkSignatures;
import java.util.Optional;
import java.util.function.Function;

/**
 * A request whose signature is right.
 *
 * @param service the signing name it was signed for
 * @param chunks empty unless the body comes in signed chunks
 * @param denied makes the AccessDenied of the request's protocol from its message
 */
public record Admitted(
        Caller caller,
        String service,
        HttpRequest request,
        Optional<ChunkSignatures> chunks,
        Function<String, AwsError> denied) {}
