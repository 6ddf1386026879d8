/** The main job before the user's eyes: real commands against an embedded cloud of its own, and the proof that they did what they say. */
@NullMarked
package dev.slipway.deployer.demo;

import org.jspecify.annotations.NullMarked;
