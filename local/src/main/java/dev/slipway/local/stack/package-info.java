/** CloudFormation, as far as our own template needs it: a template becomes functions, APIs, buckets and alarms here. */
@NullMarked
package dev.slipway.local.stack;

import org.jspecify.annotations.NullMarked;
