package dev.slipway.local.sigv4;

import dev.slipway.local.identity.Access;

/** Says what the caller of a request may do. */
public interface Rights {
    Access of(Admitted admitted);
}
