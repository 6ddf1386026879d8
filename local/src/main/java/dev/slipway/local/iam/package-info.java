/** IAM: roles and policies as they are kept, and whether a caller may do what a request asks. */
@NullMarked
package dev.slipway.local.iam;

import org.jspecify.annotations.NullMarked;
