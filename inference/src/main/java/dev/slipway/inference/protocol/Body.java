package dev.slipway.inference.protocol;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;

/** A request body in memory, of which any part can be parsed once more. */
sealed interface Body {
    int length();

    JsonParser open(JsonFactory factory) throws IOException;

    /** A parser of the part between two positions. */
    JsonParser open(JsonFactory factory, int from, int to) throws IOException;

    /** Where the parser stands: just behind the token that it returned last. */
    int position(JsonParser parser);

    /** UTF-8. */
    record Bytes(byte[] content, int offset, int length) implements Body {
        @Override
        public JsonParser open(JsonFactory factory) throws IOException {
            return factory.createParser(content, offset, length);
        }

        @Override
        public JsonParser open(JsonFactory factory, int from, int to) throws IOException {
            return factory.createParser(content, offset + from, to - from);
        }

        @Override
        public int position(JsonParser parser) {
            return (int) parser.currentLocation().getByteOffset();
        }
    }

    /** Characters, as they come out of a JSON string. */
    record Chars(char[] content, int offset, int length) implements Body {
        @Override
        public JsonParser open(JsonFactory factory) throws IOException {
            return factory.createParser(content, offset, length);
        }

        @Override
        public JsonParser open(JsonFactory factory, int from, int to) throws IOException {
            return factory.createParser(content, offset + from, to - from);
        }

        @Override
        public int position(JsonParser parser) {
            JsonLocation location = parser.currentLocation();
            return (int) location.getCharOffset();
        }
    }
}
