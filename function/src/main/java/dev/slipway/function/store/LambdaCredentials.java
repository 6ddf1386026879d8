package dev.slipway.function.store;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URL;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.AwsSessionCredentialsIdentity;

/**
 * A function's own credentials: from the environment, or, with SnapStart, from the endpoint that
 * {@code AWS_CONTAINER_CREDENTIALS_FULL_URI} names, since a snapshot would keep those of its making.
 */
public final class LambdaCredentials implements Credentials {
    private static final Duration BEFORE_EXPIRY = Duration.ofMinutes(5);
    private static final int TIMEOUT_MILLIS = 2_000;

    /** This machine, and the link-local addresses where containers find theirs. */
    private static final Pattern HERE = Pattern.compile(
            "https?://(?:localhost|127\\.0\\.0\\.1|\\[::1]|169\\.254\\.170\\.2|169\\.254\\.170\\.23)(?::[0-9]{1,5})?(?:/[^@\\s]*)?");

    private final Map<String, String> environment;
    private final Clock clock;
    private final JsonFactory json = new JsonFactory();
    private @Nullable Fetched fetched;

    public LambdaCredentials(Map<String, String> environment, Clock clock) {
        this.environment = environment;
        this.clock = clock;
    }

    @Override
    public synchronized AwsCredentialsIdentity current() throws IOException {
        String uri = environment.get("AWS_CONTAINER_CREDENTIALS_FULL_URI");
        if (uri == null) {
            return identity(
                    environment.get("AWS_ACCESS_KEY_ID"),
                    environment.get("AWS_SECRET_ACCESS_KEY"),
                    environment.get("AWS_SESSION_TOKEN"),
                    "the environment (AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY)");
        }
        Fetched known = fetched;
        if (known == null || clock.instant().isAfter(known.expires().minus(BEFORE_EXPIRY))) {
            known = fetch(ofThisMachine(uri));
            fetched = known;
        }
        return known.identity();
    }

    @Override
    public synchronized void renew() {
        fetched = null;
    }

    /** The runtime's own endpoint only: whoever else is asked learns the token that asks. */
    private static URL ofThisMachine(String text) throws IOException {
        if (!HERE.matcher(text).matches()) {
            throw new IOException("AWS_CONTAINER_CREDENTIALS_FULL_URI leads away from this machine and is not asked");
        }
        return URI.create(text).toURL();
    }

    private Fetched fetch(URL url) throws IOException {
        var connection = (HttpURLConnection) url.openConnection();
        connection.setConnectTimeout(TIMEOUT_MILLIS);
        connection.setReadTimeout(TIMEOUT_MILLIS);
        String token = environment.get("AWS_CONTAINER_AUTHORIZATION_TOKEN");
        if (token != null) {
            connection.setRequestProperty("Authorization", token);
        }
        int status = connection.getResponseCode();
        if (status != HttpURLConnection.HTTP_OK) {
            throw new IOException("the credentials' endpoint " + url + " answered " + status);
        }
        Map<String, String> fields;
        try (InputStream body = connection.getInputStream()) {
            fields = strings(body);
        }
        String expiration = fields.get("Expiration");
        return new Fetched(
                identity(
                        fields.get("AccessKeyId"),
                        fields.get("SecretAccessKey"),
                        fields.get("Token"),
                        "the credentials' endpoint " + url),
                expiration == null ? Instant.MAX : Instant.parse(expiration));
    }

    private Map<String, String> strings(InputStream body) throws IOException {
        var fields = new HashMap<String, String>();
        try (JsonParser parser = json.createParser(body)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                if (parser.nextToken() == JsonToken.VALUE_STRING) {
                    fields.put(name, parser.getText());
                } else {
                    parser.skipChildren();
                }
            }
        }
        return fields;
    }

    private static AwsCredentialsIdentity identity(
            @Nullable String key, @Nullable String secret, @Nullable String token, String source) throws IOException {
        if (key == null || secret == null) {
            throw new IOException("no credentials in " + source);
        }
        return token == null
                ? AwsCredentialsIdentity.create(key, secret)
                : AwsSessionCredentialsIdentity.create(key, secret, token);
    }

    private record Fetched(AwsCredentialsIdentity identity, Instant expires) {}
}
