package dev.slipway.local;

import dev.slipway.local.identity.Access;
import dev.slipway.local.identity.Ask;
import dev.slipway.local.identity.Caller;
import dev.slipway.local.identity.ChunkSignatures;
import dev.slipway.local.sigv4.Admitted;
import dev.slipway.local.sigv4.Rights;
import java.util.Optional;

/** Whoever has signed may do everything. */
final class EverythingAllowed implements Rights {
    @Override
    public Access of(Admitted admitted) {
        return new Access() {
            @Override
            public Caller caller() {
                return admitted.caller();
            }

            @Override
            public void require(Ask ask) {
                // allowed
            }

            @Override
            public void operation(String operation, Object input) {
                // allowed
            }

            @Override
            public Optional<ChunkSignatures> chunkSignatures() {
                return admitted.chunks();
            }
        };
    }
}
