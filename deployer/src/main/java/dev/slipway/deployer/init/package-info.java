/** From a bare .onnx to a bundle that checks and deploys as it is. */
@NullMarked
package dev.slipway.deployer.init;

import org.jspecify.annotations.NullMarked;
