/** Who may call a route: signed callers, and tokens checked against their issuer's keys. */
@NullMarked
package dev.slipway.local.apigateway.auth;

import org.jspecify.annotations.NullMarked;
