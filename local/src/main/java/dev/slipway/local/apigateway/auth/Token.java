package dev.slipway.local.apigateway.auth;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A token's two JSON objects, read strictly: a name that stands twice is refused, for two readers could take two values.
 *
 * @param header of the signature: {@code alg}, {@code kid}
 * @param claims what the token says
 */
record Token(Map<String, Object> header, Map<String, Object> claims) {
    private static final int MOST_CHARACTERS = 16 * 1024;
    private static final ObjectMapper JSON = new ObjectMapper()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(com.fasterxml.jackson.databind.DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    private static final TypeReference<LinkedHashMap<String, Object>> OBJECT = new TypeReference<>() {};

    static Token parse(String text) throws InvalidToken {
        String[] parts = text.split("\\.", -1);
        if (parts.length != 3 || text.length() > MOST_CHARACTERS) {
            throw new InvalidToken("the token is no signed JWT");
        }
        return new Token(object(parts[0], "header"), object(parts[1], "claims"));
    }

    /** A claim's text; empty when it is not there or no text. */
    Optional<String> text(String claim) {
        return claims.get(claim) instanceof String text ? Optional.of(text) : Optional.empty();
    }

    /** @throws InvalidToken when it is there and no number */
    Optional<Instant> time(String claim) throws InvalidToken {
        Object value = claims.get(claim);
        if (value == null) {
            return Optional.empty();
        }
        if (value instanceof Number number) {
            double seconds = number.doubleValue();
            if (seconds >= 0 && seconds < Instant.MAX.getEpochSecond()) {
                return Optional.of(Instant.ofEpochMilli(
                        new BigDecimal(number.toString()).movePointRight(3).longValue()));
            }
        }
        throw new InvalidToken("the claim " + claim + " is no time");
    }

    /** The members of a list of texts, or the words of a text; empty when the claim is not there. */
    List<String> words(String claim) {
        Object value = claims.get(claim);
        if (value instanceof List<?> list) {
            return list.stream()
                    .filter(String.class::isInstance)
                    .map(String.class::cast)
                    .toList();
        }
        return value instanceof String text
                ? Arrays.stream(text.split(" ")).filter(word -> !word.isEmpty()).toList()
                : List.of();
    }

    private static Map<String, Object> object(String part, String what) throws InvalidToken {
        try {
            Map<String, Object> object = JSON.readValue(Base64.getUrlDecoder().decode(part), OBJECT);
            if (object == null) {
                throw new InvalidToken("the token's " + what + " is no JSON object");
            }
            object.values().removeIf(Objects::isNull);
            return object;
        } catch (IOException | IllegalArgumentException e) {
            throw new InvalidToken("the token's " + what + " is no JSON object with each name once");
        }
    }
}
