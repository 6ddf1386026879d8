/** Who vouches for a manifest: the signed statement, its file beside the manifest, the keys that are trusted, the verdict. */
@NullMarked
package dev.slipway.inference.trust;

import org.jspecify.annotations.NullMarked;
