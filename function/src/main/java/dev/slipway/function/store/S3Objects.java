package dev.slipway.function.store;

import dev.slipway.function.fault.FunctionException;
import dev.slipway.function.fault.FunctionException.Category;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/** Reads objects: both timeouts set, a few attempts where another may help, and messages that say what to do. */
final class S3Objects {
    private static final int EXPLANATION_BYTES = 8 * 1024;

    private final S3Location location;
    private final Credentials credentials;
    private final Retries retries;
    private final SignedRequest request;

    /**
     * How patient to be.
     *
     * @param attempts at least 1
     * @param pause before the second attempt; doubled, with some chance in it, before each further one
     */
    record Retries(int attempts, Duration pause, Duration connectTimeout, Duration readTimeout) {
        static final Retries DEFAULT =
                new Retries(4, Duration.ofMillis(100), Duration.ofSeconds(2), Duration.ofSeconds(5));
    }

    /** What is done with the bytes of an object; begins anew on each attempt. */
    interface Sink<T> {
        T take(InputStream body) throws IOException;
    }

    S3Objects(S3Location location, Credentials credentials, Clock clock, Retries retries) {
        this.location = location;
        this.credentials = credentials;
        this.retries = retries;
        this.request = new SignedRequest(location.region(), clock, retries.connectTimeout(), retries.readTimeout());
    }

    /**
     * Streams an object into a sink.
     *
     * @throws FunctionException LOAD, after the last attempt
     */
    <T> T read(String key, Sink<T> sink) {
        for (int attempt = 1; ; attempt++) {
            try {
                return attempt(key, sink);
            } catch (S3Refusal refusal) {
                if (refusal.isExpiry()) {
                    credentials.renew();
                }
                if (!refusal.isWorthAnotherTry() || attempt == retries.attempts()) {
                    throw new FunctionException(
                            Category.LOAD, refusal.explain(location.describe(key), attempt), refusal);
                }
            } catch (IOException broken) {
                if (attempt == retries.attempts()) {
                    throw new FunctionException(
                            Category.LOAD,
                            "could not read " + location.describe(key) + " in " + attempt + " attempts: " + broken
                                    + "; check the network and that S3 is reachable from the function",
                            broken);
                }
            }
            pause(attempt);
        }
    }

    /**
     * The same for an object that may not be there. To a role that may not list the bucket S3 answers 403 for what is
     * missing, so this counts as missing too: whoever needs the object refuses both.
     */
    <T> Optional<T> find(String key, Sink<T> sink) {
        try {
            return Optional.of(read(key, sink));
        } catch (FunctionException failed) {
            if (failed.getCause() instanceof S3Refusal refusal && refusal.isAbsence()) {
                return Optional.empty();
            }
            throw failed;
        }
    }

    private <T> T attempt(String key, Sink<T> sink) throws IOException {
        HttpURLConnection connection = request.get(location.object(key), credentials.current());
        int status = connection.getResponseCode();
        if (status != HttpURLConnection.HTTP_OK) {
            throw new S3Refusal(status, explanation(connection));
        }
        try (InputStream body = connection.getInputStream()) {
            return sink.take(body);
        }
    }

    private static String explanation(HttpURLConnection connection) throws IOException {
        try (InputStream body = connection.getErrorStream()) {
            // ISO-8859-1 since only the ASCII of the error's code is looked for
            return body == null
                    ? ""
                    : new String(body.readNBytes(EXPLANATION_BYTES), java.nio.charset.StandardCharsets.ISO_8859_1);
        }
    }

    private void pause(int attempt) {
        long most = retries.pause().toMillis() << (attempt - 1);
        try {
            Thread.sleep(most / 2 + ThreadLocalRandom.current().nextLong(most / 2 + 1));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new FunctionException(
                    Category.LOAD, "interrupted while waiting to read from S3 again; call again", interrupted);
        }
    }
}
