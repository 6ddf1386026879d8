/** Where words go: data to stdout, progress to stderr; every part speaks through it, none knows the terminal. */
@NullMarked
package dev.slipway.deployer.console;

import org.jspecify.annotations.NullMarked;
