package dev.slipway.function.event;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import dev.slipway.function.fault.FunctionException;
import dev.slipway.function.fault.FunctionException.Category;
import java.io.IOException;
import java.io.InputStream;
import java.util.Set;

/**
 * Reads an event as a stream and keeps only what a call needs: a request of an HTTP API (payload 2.0), of a REST API
 * (payload 1.0), or a direct invoke.
 */
public final class EventReader {
    /** The headers that are looked at; the others are not even kept. */
    static final Set<String> HEADERS = Set.of("content-type", "content-encoding", "inference-header-content-length");

    private final JsonFactory json = new JsonFactory();

    /**
     * Recognises an event by its shape.
     *
     * @throws FunctionException BAD_REQUEST where it is none of the three, or no JSON
     */
    public Event read(InputStream in) throws IOException {
        byte[] text = in.readAllBytes();
        try (JsonParser parser = json.createParser(text)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw unknown("it is no JSON object");
            }
            var http = new HttpFields();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                if (parser.currentName().equals("inputs")) {
                    return new DirectInvoke(text);
                }
                parser.nextToken();
                http.take(parser);
            }
            return http.event(text);
        } catch (JsonProcessingException broken) {
            // the parser's own message quotes what it was given; a place says as much
            var at = broken.getLocation();
            throw unknown("it is no JSON"
                    + (at == null ? "" : " at line " + at.getLineNr() + ", column " + at.getColumnNr()));
        } catch (IOException characters) {
            // all bytes are here, so it is not the stream that failed
            throw unknown("it is no JSON: its characters are broken");
        }
    }

    static FunctionException unknown(String why) {
        return new FunctionException(
                Category.BAD_REQUEST,
                "the event is neither a request of an HTTP API (payload format 2.0) or of a REST API (1.0), nor an"
                        + " inference request with 'inputs': " + why);
    }
}
