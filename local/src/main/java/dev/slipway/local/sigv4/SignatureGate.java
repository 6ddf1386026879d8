package dev.slipway.local.sigv4;

import dev.slipway.local.http.AwsError;
import dev.slipway.local.http.Gate;
import dev.slipway.local.http.HttpRequest;
import dev.slipway.local.identity.Caller;
import dev.slipway.local.identity.ChunkSignatures;
import dev.slipway.local.identity.Hmac;
import dev.slipway.local.identity.Home;
import dev.slipway.local.identity.RootKey;
import dev.slipway.local.identity.SessionKey;
import dev.slipway.local.identity.Sessions;
import java.io.InputStream;
import java.time.Clock;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Lets in what root or a session of a role has signed. The signature is calculated here and not by the SDK's signer: that
 * one signs headers of its own choice ({@code x-amz-content-sha256} always), so a request of another client signed again
 * by it has another signature.
 */
public final class SignatureGate implements Gate {
    private final RootKey root;
    private final Sessions sessions;
    private final Rights rights;
    private final SignatureAge age;
    private final SigningKeys keys = new SigningKeys();

    public SignatureGate(RootKey root, Sessions sessions, Rights rights, Clock clock) {
        this.root = root;
        this.sessions = sessions;
        this.rights = rights;
        this.age = new SignatureAge(clock);
    }

    private record Known(Caller caller, String secret) {}

    @Override
    public HttpRequest admit(HttpRequest request, String service) {
        boolean s3 = service.equals("s3");
        Dialect dialect = Dialect.of(request, service);
        Signature signature = Signature.of(request, dialect);
        checkScope(signature, service, dialect);
        Known known = known(signature, dialect);
        age.check(signature, dialect);
        checkSignedHeaders(request, signature, dialect);
        if (s3) {
            String payload = S3Payload.of(request, signature);
            byte[] key = verify(request, signature, payload, known, dialect);
            Optional<ChunkSignatures> chunks = S3Payload.isInSignedChunks(payload)
                    ? Optional.of(new SignedChunks(key, signature))
                    : Optional.empty();
            return admitted(new Admitted(known.caller(), service, request, chunks, dialect::denied), request.body());
        }
        HashedBody body = HashedBody.of(request);
        try {
            verify(request, signature, body.sha256(), known, dialect);
        } catch (AwsError refused) {
            body.remove();
            throw refused;
        }
        return admitted(
                new Admitted(known.caller(), service, request, Optional.empty(), dialect::denied), body.bytes());
    }

    private HttpRequest admitted(Admitted admitted, InputStream body) {
        return admitted.request().admitted(rights.of(admitted), body);
    }

    private static void checkScope(Signature signature, String service, Dialect dialect) {
        Signature.Scope scope = signature.scope();
        boolean s3 = dialect == Dialect.S3;
        if (!scope.region().equals(Home.REGION)) {
            throw s3
                    ? dialect.incomplete(
                            "the region '" + scope.region() + "' is wrong; expecting '" + Home.REGION + "'")
                    : dialect.invalid("Credential should be scoped to a valid region, not '" + scope.region()
                            + "': the embedded cloud is " + Home.REGION);
        }
        if (!scope.service().equals(service)) {
            throw s3
                    ? dialect.incomplete("incorrect service \"" + scope.service() + "\". This endpoint belongs to \""
                            + service + "\".")
                    : dialect.invalid("Credential should be scoped to correct service: '" + service + "'.");
        }
        if (!scope.terminator().equals("aws4_request")) {
            throw s3
                    ? dialect.incomplete(
                            "incorrect terminator \"" + scope.terminator() + "\". This endpoint uses \"aws4_request\".")
                    : dialect.invalid("Credential should be scoped with a valid terminator: 'aws4_request', not '"
                            + scope.terminator() + "'.");
        }
        if (!signature.timestamp().startsWith(scope.date())) {
            throw s3
                    ? dialect.incomplete("Invalid credential date \"" + scope.date()
                            + "\". This date is not the same as X-Amz-Date: \""
                            + signature.timestamp().substring(0, 8) + "\".")
                    : dialect.invalid("Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date"
                            + " from HTTP: '" + scope.date() + "' != '"
                            + signature.timestamp().substring(0, 8) + "', from '" + signature.timestamp() + "'.");
        }
    }

    private Known known(Signature signature, Dialect dialect) {
        if (signature.accessKey().equals(root.accessKey())) {
            if (signature.token().isPresent()) {
                throw dialect.invalidToken();
            }
            return new Known(Caller.root(root.accessKey()), root.secret());
        }
        if (signature.token().isEmpty()) {
            throw dialect.unknownKey();
        }
        SessionKey key = sessions.open(signature.token().get()).orElseThrow(dialect::invalidToken);
        if (!key.accessKey().equals(signature.accessKey())) {
            throw dialect.invalidToken();
        }
        if (sessions.isExpired(key)) {
            throw dialect.expiredToken();
        }
        return new Known(key.caller(), key.secret());
    }

    private static void checkSignedHeaders(HttpRequest request, Signature signature, Dialect dialect) {
        if (!signature.signedHeaders().contains("host")) {
            throw dialect == Dialect.S3
                    ? new AwsError(
                            403,
                            "AccessDenied",
                            "There were headers present in the request which were not signed: host")
                    : dialect.invalid("'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization.");
        }
        Optional<String> loose = request.headers().keySet().stream()
                .filter(name -> name.startsWith("x-amz-")
                        && !name.equals("x-amz-content-sha256")
                        && !signature.signedHeaders().contains(name))
                .sorted()
                .findFirst();
        if (dialect == Dialect.S3 && loose.isPresent()) {
            throw new AwsError(
                    403,
                    "AccessDenied",
                    "There were headers present in the request which were not signed: " + loose.get());
        }
    }

    /** Returns the key, for what is signed after the head of the request. */
    private byte[] verify(HttpRequest request, Signature signature, String payload, Known known, Dialect dialect) {
        byte[] key = keys.of(known.secret(), signature.scope());
        String canonical = CanonicalRequest.of(request, signature, dialect == Dialect.S3, payload);
        String toSign = String.join(
                "\n",
                Signature.ALGORITHM,
                signature.timestamp(),
                signature.scope().text(),
                Hmac.sha256Hex(canonical));
        if (!Hmac.same(HexFormat.of().formatHex(Hmac.of(key, toSign)), signature.hex())) {
            throw dialect.mismatch();
        }
        return key;
    }
}
