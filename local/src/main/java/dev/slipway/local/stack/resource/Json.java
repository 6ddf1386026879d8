package dev.slipway.local.stack.resource;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.jspecify.annotations.Nullable;

/** A property that is a document, as the text that its service keeps. */
final class Json {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private Json() {}

    static String text(@Nullable Object document) {
        try {
            return document instanceof String text ? text : MAPPER.writeValueAsString(document);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a template's own tree is always JSON", e);
        }
    }
}
