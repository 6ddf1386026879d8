package dev.slipway.local.apigateway.auth;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The public keys of issuers, by the ids that their tokens name. Kept for two hours as API Gateway does; an id that is not
 * among them has them fetched again, at most once a minute for an issuer, so that made-up ids cost the issuer nothing.
 */
public final class IssuerKeys {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration KEPT = Duration.ofHours(2);
    private static final Duration BETWEEN_FETCHES = Duration.ofMinutes(1);
    private static final String DISCOVERY = "/.well-known/openid-configuration";

    private final KeyLocations locations;
    private final Clock clock;
    private final Documents documents = new Documents();
    private final Map<String, Issuer> issuers = new ConcurrentHashMap<>();

    public IssuerKeys(KeyLocations locations, Clock clock) {
        this.locations = locations;
        this.clock = clock;
    }

    /**
     * The issuer's key with this id.
     *
     * @throws KeysUnavailable when the issuer's keys cannot be read
     */
    Optional<JWK> find(String issuer, String keyId) throws KeysUnavailable {
        return issuers.computeIfAbsent(issuer, Issuer::new).find(keyId);
    }

    /** One issuer's keys and when they were asked for. */
    private final class Issuer {
        private final String name;
        private @Nullable JWKSet keys;
        private Instant fetched = Instant.MIN;
        private String failure = "";

        Issuer(String name) {
            this.name = name;
        }

        synchronized Optional<JWK> find(String keyId) throws KeysUnavailable {
            Instant now = clock.instant();
            boolean old = keys == null || !now.isBefore(fetched.plus(KEPT));
            boolean unknown = keys == null || keys.getKeyByKeyId(keyId) == null;
            if ((old || unknown) && (fetched.equals(Instant.MIN) || !now.isBefore(fetched.plus(BETWEEN_FETCHES)))) {
                fetch(now);
            }
            if (keys == null) {
                throw new KeysUnavailable(failure);
            }
            return Optional.ofNullable(keys.getKeyByKeyId(keyId));
        }

        private void fetch(Instant now) {
            fetched = now;
            try {
                keys = JWKSet.parse(documents.read(location()));
            } catch (KeysUnavailable e) {
                // Keys that were read before stay good while the issuer cannot be reached.
                failure = "the keys of the issuer " + name + " cannot be had: " + e.reason()
                        + "; tell the embedded cloud where they are with --jwks " + name + "=URL|FILE";
            } catch (ParseException e) {
                failure = "the keys of the issuer " + name + " are no JWKS document: " + e.getMessage();
            }
        }

        private String location() throws KeysUnavailable {
            Optional<String> told = locations.of(name);
            if (told.isPresent()) {
                return told.get();
            }
            String discovery = (name.endsWith("/") ? name.substring(0, name.length() - 1) : name) + DISCOVERY;
            try {
                JsonNode uri = JSON.readTree(documents.read(discovery)).path("jwks_uri");
                if (!uri.isTextual()) {
                    throw new KeysUnavailable(discovery + " names no jwks_uri");
                }
                return uri.asText();
            } catch (JsonProcessingException e) {
                throw new KeysUnavailable(discovery + " is no JSON");
            }
        }
    }
}
