package dev.slipway.deployer.cloud.aws;

import dev.slipway.deployer.cloud.CloudAccess;
import dev.slipway.deployer.cloud.CloudException;
import dev.slipway.deployer.cloud.CloudException.Kind;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkException;

/** Gives every exception of the SDK its kind and its words: what was tried, what happened, what to do next. */
final class AwsErrors {
    private static final Pattern MISSING =
            Pattern.compile("is not authorized to perform: ([a-z0-9-]+:[A-Za-z0-9]+) on resource: \"?([^\"\\s]+)");

    private final CloudAccess access;

    AwsErrors(CloudAccess access) {
        this.access = access;
    }

    CloudException translate(String action, String resource, SdkException e) {
        String tried = action + " on " + resource;
        return e instanceof AwsServiceException answered
                ? answered(ServiceFault.of(answered), action, resource, tried, answered)
                : unanswered(tried, e);
    }

    CloudException unusable(String action, RuntimeException e) {
        return new CloudException(
                Kind.OTHER,
                action + " could not be called: " + e.getMessage(),
                "check region, profile and endpoint: " + where(),
                e);
    }

    private CloudException answered(
            ServiceFault fault, String action, String resource, String tried, AwsServiceException e) {
        Words words = words(fault, action, resource, e);
        return new CloudException(
                words.kind(), tried + " " + words.happened() + " (" + fault.message(e) + ")", words.next(), e);
    }

    /** What an error says after the name of what was tried. */
    private record Words(Kind kind, String happened, String next) {}

    private Words words(ServiceFault fault, String action, String resource, AwsServiceException e) {
        String again = ", then run the same command again";
        return switch (fault) {
            case EXPIRED -> new Words(Kind.CREDENTIALS, "was refused: the credentials have expired", signIn() + again);
            case NOT_ACCEPTED ->
                new Words(
                        Kind.CREDENTIALS,
                        "was refused: the credentials are not accepted",
                        "check them with: aws sts get-caller-identity" + profileOption());
            case CLOCK ->
                new Words(Kind.CREDENTIALS, "was refused: this machine's clock is wrong", "set the clock" + again);
            case DENIED ->
                new Words(
                        Kind.ACCESS,
                        "was denied",
                        "have the permission " + missing(e).orElse(action + " on " + resource)
                                + " given to this caller, or use --profile");
            case NO_BUCKET ->
                new Words(
                        Kind.NOT_FOUND,
                        "failed: the bucket does not exist",
                        "deploy the model's stack, which owns the bucket, or check region and account: " + where());
            case WRONG_REGION ->
                new Words(
                        Kind.OTHER,
                        "failed: it is in another region",
                        "name its region with --region; now it is: " + where());
            case NOT_FOUND ->
                new Words(Kind.NOT_FOUND, "failed: it does not exist", "check name, region and account: " + where());
            case PRECONDITION ->
                new Words(
                        Kind.PRECONDITION,
                        "was not done: it has been changed meanwhile",
                        "run the same command again; it starts from what is there now");
            case CONFLICT ->
                new Words(Kind.CONFLICT, "was not done: another change is under way", "wait until it is done" + again);
            case THROTTLED ->
                new Words(Kind.THROTTLED, "was throttled, also when tried again", "wait a minute" + again);
            case OTHER ->
                new Words(
                        Kind.OTHER,
                        "failed with status " + e.statusCode(),
                        e.statusCode() >= 500
                                ? "run the same command again; it goes on where it stopped"
                                : "mend what the answer names");
        };
    }

    /** What AWS itself names, which may be another action than the one tried: a key's, or the bucket's list. */
    private static Optional<String> missing(AwsServiceException e) {
        String said = e.awsErrorDetails() == null
                ? ""
                : String.valueOf(e.awsErrorDetails().errorMessage());
        Matcher named = MISSING.matcher(said);
        return named.find() ? Optional.of(named.group(1) + " on " + named.group(2)) : Optional.empty();
    }

    private CloudException unanswered(String tried, SdkException e) {
        String said = String.valueOf(e.getMessage());
        if (e instanceof AbortedException || Thread.currentThread().isInterrupted()) {
            return new CloudException(Kind.INTERRUPTED, tried + " was interrupted", "run the same command to go on", e);
        }
        if (said.contains("Unable to load credentials") || said.contains("no credentials")) {
            return new CloudException(
                    Kind.CREDENTIALS,
                    tried + " was not tried: no AWS credentials were found" + profileClause(),
                    signIn() + ", or use --env local for the embedded cloud",
                    e);
        }
        if (said.contains("Token") && said.contains("expired")) {
            return new CloudException(
                    Kind.CREDENTIALS,
                    tried + " was not tried: the sign-in has expired (" + said + ")",
                    signIn() + ", then run the same command again",
                    e);
        }
        if (said.contains("Unable to load region")) {
            return new CloudException(
                    Kind.OTHER,
                    tried + " was not tried: no AWS region is configured",
                    "name one with --region, in slipway.yaml or in AWS_REGION",
                    e);
        }
        if (unreachable(e)) {
            return new CloudException(
                    Kind.UNREACHABLE,
                    tried + " got no answer from " + where() + " (" + root(e) + ")",
                    access.embedded()
                            ? "see ./slipway local status, and start it with ./slipway local up"
                            : "check the network, the region's name and --endpoint-url, then run the same command again",
                    e);
        }
        return new CloudException(
                Kind.OTHER, tried + " failed before an answer: " + said, "check the configuration: " + where(), e);
    }

    private static boolean unreachable(SdkException e) {
        if (e instanceof ApiCallTimeoutException || e instanceof ApiCallAttemptTimeoutException) {
            return true;
        }
        for (Throwable at = e; at != null; at = at.getCause()) {
            if (at instanceof SocketException
                    || at instanceof UnknownHostException
                    || at instanceof InterruptedIOException
                    || at instanceof SSLException) {
                return true;
            }
        }
        return false;
    }

    private static String root(Throwable e) {
        Throwable at = e;
        for (Throwable cause = at.getCause(); cause != null; cause = cause.getCause()) {
            at = cause;
        }
        if (at instanceof UnknownHostException) {
            return "unknown host " + at.getMessage();
        }
        boolean spokenFor = at instanceof ConnectException || at instanceof SocketTimeoutException;
        return spokenFor ? String.valueOf(at.getMessage()) : at.toString();
    }

    private String where() {
        return access.endpoint().map(AwsErrors::bare).orElse("AWS") + ", region "
                + access.region().orElse("of the environment")
                + access.profile().map(profile -> ", profile " + profile).orElse("");
    }

    /** A URL may carry a password before its host and a signature after its path. */
    private static String bare(String url) {
        return url.replaceAll("(?<=//)[^/@]*@", "").replaceAll("[?#].*", "");
    }

    private String signIn() {
        return access.profile().isPresent()
                ? "sign in with: aws sso login" + profileOption()
                : "sign in (aws sso login), set AWS_PROFILE or AWS_ACCESS_KEY_ID, or use --profile";
    }

    private String profileOption() {
        return access.profile().map(profile -> " --profile " + profile).orElse("");
    }

    private String profileClause() {
        return access.profile().map(profile -> " for the profile " + profile).orElse("");
    }

    /** What a service's error code means to a deployer. */
    private enum ServiceFault {
        EXPIRED("ExpiredToken", "ExpiredTokenException", "RequestExpired", "TokenRefreshRequired"),
        NOT_ACCEPTED(
                "InvalidClientTokenId",
                "UnrecognizedClientException",
                "InvalidAccessKeyId",
                "SignatureDoesNotMatch",
                "InvalidSignatureException",
                "AuthFailure",
                "InvalidToken",
                "MissingAuthenticationToken",
                "MissingAuthenticationTokenException",
                "IncompleteSignature"),
        CLOCK("RequestTimeTooSkewed"),
        NO_BUCKET("NoSuchBucket"),
        WRONG_REGION(
                "PermanentRedirect",
                "AuthorizationHeaderMalformed",
                "IllegalLocationConstraintException",
                "MovedPermanently"),
        NOT_FOUND("ResourceNotFoundException", "NoSuchKey", "NoSuchUpload", "NotFound", "NotFoundException"),
        PRECONDITION("PreconditionFailedException", "PreconditionFailed"),
        CONFLICT(
                "ResourceConflictException",
                "ConditionalRequestConflict",
                "OperationAborted",
                "AlreadyExistsException",
                "InvalidStatusException"),
        THROTTLED(
                "Throttling",
                "ThrottlingException",
                "ThrottledException",
                "TooManyRequestsException",
                "RequestLimitExceeded",
                "SlowDown"),
        DENIED("AccessDenied", "AccessDeniedException", "UnauthorizedOperation", "AllAccessDisabled", "Forbidden"),
        OTHER;

        private final List<String> codes;

        ServiceFault(String... codes) {
            this.codes = List.of(codes);
        }

        /** By the code; where a HEAD has no body to carry one, by the status. */
        static ServiceFault of(AwsServiceException e) {
            String code = code(e);
            for (ServiceFault fault : values()) {
                if (fault.codes.contains(code)) {
                    return fault;
                }
            }
            return switch (e.statusCode()) {
                case 301 -> WRONG_REGION;
                case 401, 403 -> DENIED;
                case 404 -> NOT_FOUND;
                case 409 -> CONFLICT;
                case 412 -> PRECONDITION;
                case 429 -> THROTTLED;
                default -> said(e).contains("does not exist") ? NOT_FOUND : OTHER;
            };
        }

        String message(AwsServiceException e) {
            String code = code(e);
            return code.isEmpty() ? said(e) : code + ": " + said(e);
        }

        private static String code(AwsServiceException e) {
            return e.awsErrorDetails() == null ? "" : text(e.awsErrorDetails().errorCode());
        }

        private static String said(AwsServiceException e) {
            String message = e.awsErrorDetails() == null
                    ? text(e.getMessage())
                    : text(e.awsErrorDetails().errorMessage());
            return message.isEmpty() ? "status " + e.statusCode() : message;
        }

        private static String text(@Nullable String value) {
            return Optional.ofNullable(value).orElse("");
        }
    }
}
