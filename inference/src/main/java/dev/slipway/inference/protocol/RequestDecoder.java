package dev.slipway.inference.protocol;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import dev.slipway.inference.InferenceException;
import dev.slipway.inference.manifest.Manifest;
import dev.slipway.inference.tensor.MemoryPool;
import java.io.IOException;
import java.util.Objects;

/**
 * Decodes an Open Inference Protocol v2 request body: numbers go from the parser straight into the memory that the graph
 * will read. Thread-safe.
 */
public final class RequestDecoder {
    private static final int DEEPEST = 24;
    private static final int LONGEST_NUMBER = 400;
    private static final int LONGEST_NAME = 1024;
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .disable(JsonFactory.Feature.CHARSET_DETECTION)
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
            .enable(StreamReadFeature.USE_FAST_BIG_NUMBER_PARSER)
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS) // Python's json.dumps writes NaN and Infinity
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(DEEPEST)
                    .maxNumberLength(LONGEST_NUMBER)
                    .maxNameLength(LONGEST_NAME)
                    .build())
            .build();

    private final RequestRules rules;
    private final MemoryPool pool = new MemoryPool(Runtime.getRuntime().availableProcessors() + 1);

    public RequestDecoder(Manifest manifest) {
        this.rules = RequestRules.of(manifest);
    }

    /** Decodes a whole array of UTF-8. */
    public InferenceRequest decode(byte[] body) {
        return decode(body, 0, body.length);
    }

    /**
     * Decodes a range of UTF-8.
     *
     * @throws InferenceException BAD_REQUEST, TOO_LARGE or UNSUPPORTED, naming the field, never its value
     */
    public InferenceRequest decode(byte[] body, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, body.length);
        return decode(new Body.Bytes(body, offset, length));
    }

    /** Decodes a range of characters: a body that came as a JSON string inside an event. */
    public InferenceRequest decode(char[] body, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, body.length);
        return decode(new Body.Chars(body, offset, length));
    }

    private InferenceRequest decode(Body body) {
        MemoryPool.Lease memory = pool.lease();
        boolean decoded = false;
        try (JsonParser parser = body.open(FACTORY)) {
            InferenceRequest request = new RequestReader(FACTORY, body, parser, rules, memory).read();
            decoded = true;
            return request;
        } catch (JsonProcessingException e) {
            throw malformed(e);
        } catch (IOException e) {
            // all of the body is here, so it is not a stream that failed
            throw InferenceException.badRequest("the body is not valid JSON: its characters are broken; send UTF-8");
        } finally {
            if (!decoded) {
                memory.close();
            }
        }
    }

    /** The parser's own words quote the body, so neither they nor the exception are passed on. */
    private static InferenceException malformed(JsonProcessingException e) {
        if (e instanceof StreamConstraintsException) {
            return InferenceException.badRequest(
                    "the body is nested deeper than " + DEEPEST + " levels, or holds a number" + " of more than "
                            + LONGEST_NUMBER + " digits or a name of more than " + LONGEST_NAME + " characters");
        }
        JsonLocation at = e.getLocation();
        String where = at == null ? "" : " at line " + at.getLineNr() + ", column " + at.getColumnNr();
        String message = String.valueOf(e.getOriginalMessage());
        if (message.startsWith("Duplicate field")) {
            return InferenceException.badRequest("the body names a field twice in one object" + where);
        }
        return InferenceException.badRequest("the body is not valid JSON" + where);
    }
}
