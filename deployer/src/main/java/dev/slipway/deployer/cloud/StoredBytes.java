package dev.slipway.deployer.cloud;

import java.util.Arrays;

/** A small object with its content and the ETag to replace it under. */
public record StoredBytes(byte[] content, String etag) {
    public StoredBytes {
        content = content.clone();
    }

    @Override
    public byte[] content() {
        return content.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof StoredBytes that && etag.equals(that.etag) && Arrays.equals(content, that.content);
    }

    @Override
    public int hashCode() {
        return etag.hashCode();
    }

    @Override
    public String toString() {
        return "StoredBytes[" + content.length + " bytes, etag=" + etag + "]";
    }
}
