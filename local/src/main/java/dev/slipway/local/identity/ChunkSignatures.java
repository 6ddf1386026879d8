package dev.slipway.local.identity;

/** The chain of signatures over the chunks of one upload; each call takes the next link. */
public interface ChunkSignatures {

    /**
     * @param sha256 the digest of the chunk's data, in hex
     * @param signature as it came
     * @return whether it is the signature that belongs here
     */
    boolean chunk(String sha256, String signature);

    /**
     * @param trailers as signed: {@code name:value\n} for each
     * @return whether it is the signature that belongs here
     */
    boolean trailers(String trailers, String signature);
}
