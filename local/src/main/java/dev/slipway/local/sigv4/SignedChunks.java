package dev.slipway.local.sigv4;

import dev.slipway.local.identity.ChunkSignatures;
import dev.slipway.local.identity.Hmac;
import java.util.HexFormat;

/** Each chunk's signature covers the one before it; the request's own signature is the first. */
final class SignedChunks implements ChunkSignatures {
    private static final String EMPTY = Hmac.sha256Hex("");

    private final byte[] key;
    private final String time;
    private final String scope;
    private String previous;

    SignedChunks(byte[] key, Signature seed) {
        this.key = key;
        this.time = seed.timestamp();
        this.scope = seed.scope().text();
        this.previous = seed.hex();
    }

    @Override
    public boolean chunk(String sha256, String signature) {
        return next("AWS4-HMAC-SHA256-PAYLOAD", EMPTY + "\n" + sha256, signature);
    }

    @Override
    public boolean trailers(String trailers, String signature) {
        return next("AWS4-HMAC-SHA256-TRAILER", Hmac.sha256Hex(trailers), signature);
    }

    private boolean next(String algorithm, String what, String signature) {
        String toSign = String.join("\n", algorithm, time, scope, previous, what);
        previous = HexFormat.of().formatHex(Hmac.of(key, toSign));
        return Hmac.same(previous, signature);
    }
}
