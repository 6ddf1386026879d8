/** Start of the embedded cloud: wires the services to one endpoint and keeps their state in one folder. */
@NullMarked
package dev.slipway.local;

import org.jspecify.annotations.NullMarked;
