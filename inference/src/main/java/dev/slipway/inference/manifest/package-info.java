/** Before any request: what a model is made of and how it wants to be fed, as written by people (model.yaml) and as pinned by a release (manifest). */
@NullMarked
package dev.slipway.inference.manifest;

import org.jspecify.annotations.NullMarked;
