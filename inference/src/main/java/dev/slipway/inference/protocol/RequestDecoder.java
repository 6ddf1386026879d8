package dev.slipway.inference.protocol;

import dev.slipway.inference.manifest.Manifest;

/** Decodes an Open Inference Protocol v2 request body. Thread-safe. */
public final class RequestDecoder {
    private final Manifest manifest;

    public RequestDecoder(Manifest manifest) {
        this.manifest = manifest;
    }

    /** Decodes a whole array of UTF-8. */
    public InferenceRequest decode(byte[] body) {
        return decode(body, 0, body.length);
    }

    /**
     * Decodes a range of UTF-8.
     *
     * @throws dev.slipway.inference.InferenceException BAD_REQUEST or TOO_LARGE, naming the field, never its value
     */
    public InferenceRequest decode(byte[] body, int offset, int length) {
        throw new UnsupportedOperationException("being written " + manifest.model());
    }

    /** Decodes a range of characters: a body that came as a JSON string inside an event. */
    public InferenceRequest decode(char[] body, int offset, int length) {
        throw new UnsupportedOperationException("being written");
    }
}
