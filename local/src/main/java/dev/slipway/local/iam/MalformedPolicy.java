package dev.slipway.local.iam;

/** A policy document that IAM would not take, or that cannot be evaluated here. */
public final class MalformedPolicy extends RuntimeException {
    private static final long serialVersionUID = 1L;

    MalformedPolicy(String message) {
        super(message);
    }
}
