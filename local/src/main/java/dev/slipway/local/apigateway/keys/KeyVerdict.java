package dev.slipway.local.apigateway.keys;

/** What becomes of a request to a method that asks for an API key. */
public enum KeyVerdict {
    ADMITTED,
    /** No key, a wrong or disabled one, or one without a usage plan for this stage. */
    FORBIDDEN,
    THROTTLED,
    OVER_QUOTA
}
