package dev.slipway.local.sigv4;

import dev.slipway.local.http.AwsError;
import dev.slipway.local.http.HttpRequest;

/** How the protocol of a request words what is wrong with its signature: the same fault has five codes at AWS. */
enum Dialect {
    S3(403),
    REST_JSON(403),
    JSON(400),
    CBOR(400),
    QUERY(403);

    private static final String CALCULATED =
            "The request signature we calculated does not match the signature you provided. ";

    private final int status;

    Dialect(int status) {
        this.status = status;
    }

    static Dialect of(HttpRequest request, String service) {
        if (service.equals("s3")) {
            return S3;
        }
        if (request.header("x-amz-target").isPresent()) {
            return JSON;
        }
        if (request.header("smithy-protocol").isPresent()) {
            return CBOR;
        }
        boolean form = request.header("content-type").orElse("").startsWith("application/x-www-form-urlencoded");
        boolean action = request.rawPath().equals("/") && request.rawQuery().contains("Action=");
        return form || action ? QUERY : REST_JSON;
    }

    AwsError missing() {
        return switch (this) {
            case S3 -> new AwsError(403, "AccessDenied", "Access Denied");
            case QUERY -> new AwsError(403, "MissingAuthenticationToken", "Request is missing Authentication Token");
            default -> new AwsError(status, "MissingAuthenticationTokenException", "Missing Authentication Token");
        };
    }

    /** A part of the header is not there or not as it must be. */
    AwsError incomplete(String what) {
        return switch (this) {
            case S3 ->
                new AwsError(400, "AuthorizationHeaderMalformed", "The authorization header is malformed; " + what);
            case QUERY -> new AwsError(400, "IncompleteSignature", what);
            default -> new AwsError(status, "IncompleteSignatureException", what);
        };
    }

    /** A part of a presigned query is not there or not as it must be. */
    AwsError badQuery(String what) {
        return this == S3 ? new AwsError(400, "AuthorizationQueryParametersError", what) : incomplete(what);
    }

    AwsError otherAlgorithm(String given) {
        if (given.startsWith("AWS4-ECDSA")) {
            return new AwsError(
                    501,
                    "NotImplemented",
                    "The embedded cloud does not verify Signature Version 4A (" + given
                            + "): sign with AWS4-HMAC-SHA256");
        }
        return this == S3
                ? new AwsError(
                        400,
                        "InvalidRequest",
                        "The authorization mechanism you have provided is not supported. Please use AWS4-HMAC-SHA256.")
                : incomplete("Unsupported AWS 'algorithm': '" + given + "'.");
    }

    AwsError unknownKey() {
        return switch (this) {
            case S3 ->
                new AwsError(
                        403, "InvalidAccessKeyId", "The AWS Access Key Id you provided does not exist in our records.");
            case QUERY ->
                new AwsError(403, "InvalidClientTokenId", "The security token included in the request is invalid.");
            default ->
                new AwsError(
                        status,
                        "UnrecognizedClientException",
                        "The security token included in the request is invalid.");
        };
    }

    AwsError invalidToken() {
        return this == S3
                ? new AwsError(400, "InvalidToken", "The provided token is malformed or otherwise invalid.")
                : unknownKey();
    }

    AwsError expiredToken() {
        return switch (this) {
            case S3 -> new AwsError(400, "ExpiredToken", "The provided token has expired.");
            case QUERY -> new AwsError(403, "ExpiredToken", "The security token included in the request is expired");
            default ->
                new AwsError(status, "ExpiredTokenException", "The security token included in the request is expired");
        };
    }

    AwsError mismatch() {
        return invalid(
                this == S3
                        ? CALCULATED + "Check your key and signing method."
                        : CALCULATED
                                + "Check your AWS Secret Access Key and signing method. Consult the service"
                                + " documentation for details.");
    }

    AwsError denied(String message) {
        return switch (this) {
            case S3, QUERY -> new AwsError(403, "AccessDenied", message);
            default -> new AwsError(status, "AccessDeniedException", message);
        };
    }

    /** The signature is not for this place or time. */
    AwsError invalid(String message) {
        return switch (this) {
            case S3, QUERY -> new AwsError(403, "SignatureDoesNotMatch", message);
            default -> new AwsError(status, "InvalidSignatureException", message);
        };
    }
}
