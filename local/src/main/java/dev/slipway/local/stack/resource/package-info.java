/** The types of resource that a stack can have: how each is made, changed and taken away in the embedded cloud's services. */
@NullMarked
package dev.slipway.local.stack.resource;

import org.jspecify.annotations.NullMarked;
