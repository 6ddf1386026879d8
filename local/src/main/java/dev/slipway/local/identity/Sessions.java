package dev.slipway.local.identity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * Temporary credentials. Nothing is kept of them: the token says everything and is sealed with a key of this cloud, and
 * the secret follows from it. So they outlive a restart, as on AWS.
 */
public final class Sessions {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int KEY_BYTES = 32;
    private static final int SECRET_BYTES = 30;

    private final byte[] seal;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    private Sessions(byte[] seal, Clock clock) {
        this.seal = seal;
        this.clock = clock;
    }

    /** @param folder keeps the key that seals the tokens */
    public static Sessions in(Path folder, Clock clock) {
        Path file = folder.resolve("session-key");
        try {
            if (!Files.exists(file)) {
                byte[] key = new byte[KEY_BYTES];
                new SecureRandom().nextBytes(key);
                OwnerFile.write(file, key);
            }
            return new Sessions(Files.readAllBytes(file), clock);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @param policies documents in JSON that narrow what the session may do */
    public SessionKey issue(String role, String roleId, String name, List<String> policies, Duration life) {
        ObjectNode said = JSON.createObjectNode();
        said.put("key", RootKey.randomId("ASIA", random));
        said.put("role", role).put("id", roleId).put("name", name);
        said.put("expires", clock.instant().plus(life).getEpochSecond());
        ArrayNode narrowed = said.putArray("policies");
        policies.forEach(narrowed::add);
        String payload = encoded(said.toString().getBytes(StandardCharsets.UTF_8));
        return open(payload + "." + sealOf(payload)).orElseThrow();
    }

    /** The session that a token speaks of, expired or not; empty when this cloud never gave it. */
    public Optional<SessionKey> open(String token) {
        int dot = token.indexOf('.');
        if (dot < 0 || !Hmac.same(sealOf(token.substring(0, dot)), token.substring(dot + 1))) {
            return Optional.empty();
        }
        String payload = token.substring(0, dot);
        try {
            JsonNode said = JSON.readTree(Base64.getUrlDecoder().decode(payload));
            List<String> policies = new ArrayList<>();
            said.path("policies").forEach(policy -> policies.add(policy.asText()));
            String key = said.path("key").asText();
            return Optional.of(new SessionKey(
                    key,
                    secretOf(payload),
                    token,
                    Instant.ofEpochSecond(said.path("expires").asLong()),
                    Caller.session(
                            said.path("role").asText(),
                            said.path("id").asText(),
                            said.path("name").asText(),
                            key,
                            policies)));
        } catch (IOException e) {
            throw new UncheckedIOException("a token with this cloud's seal that it cannot read", e);
        }
    }

    public boolean isExpired(SessionKey key) {
        return !clock.instant().truncatedTo(ChronoUnit.SECONDS).isBefore(key.expires());
    }

    private String sealOf(String payload) {
        return encoded(Hmac.of(seal, "token:" + payload));
    }

    private String secretOf(String payload) {
        byte[] secret = Hmac.of(seal, "secret:" + payload);
        return Base64.getEncoder().encodeToString(Arrays.copyOf(secret, SECRET_BYTES));
    }

    private static String encoded(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
