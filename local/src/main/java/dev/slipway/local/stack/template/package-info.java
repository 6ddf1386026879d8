/** A CloudFormation template: read from YAML or JSON, checked as a whole, its intrinsic functions evaluated. */
@NullMarked
package dev.slipway.local.stack.template;

import org.jspecify.annotations.NullMarked;
