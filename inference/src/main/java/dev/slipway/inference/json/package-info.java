/** Beside the flow: small JSON and YAML documents as trees, read with every problem at once; requests never pass here. */
@NullMarked
package dev.slipway.inference.json;

import org.jspecify.annotations.NullMarked;
