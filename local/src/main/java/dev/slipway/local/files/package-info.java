/** Files that survive kill -9: written aside, then renamed into place. */
@NullMarked
package dev.slipway.local.files;

import org.jspecify.annotations.NullMarked;
