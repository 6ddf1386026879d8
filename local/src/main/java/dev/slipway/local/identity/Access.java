package dev.slipway.local.identity;

import java.util.Optional;

/** Who sent a request, and what they may do; the endpoint's gate attaches it to each request that it lets in. */
public interface Access {

    /** For a service that is called without the endpoint, as in its own tests: root, nothing refused. */
    Access UNCHECKED = new Access() {
        @Override
        public Caller caller() {
            return Caller.root("");
        }

        @Override
        public void require(Ask ask) {
            // There was no gate, so there are no policies.
        }

        @Override
        public void operation(String operation, Object input) {
            // As above.
        }
    };

    Caller caller();

    /**
     * Returns when the caller may.
     *
     * @throws RuntimeException the service's AccessDenied as {@code dev.slipway.local.http.AwsError}, naming principal,
     *     action and resource
     */
    void require(Ask ask);

    /**
     * The same for an operation by its API name: which action it is and which resources its input names is known here.
     *
     * @param input the SDK's request shape
     */
    void operation(String operation, Object input);

    /** Checks the signatures of an upload in signed chunks; empty for every other body. */
    default Optional<ChunkSignatures> chunkSignatures() {
        return Optional.empty();
    }
}
