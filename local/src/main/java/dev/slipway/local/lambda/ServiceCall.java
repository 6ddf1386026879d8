package dev.slipway.local.lambda;

/**
 * A service that wants to invoke a function in somebody's name: what a resource policy decides on.
 *
 * @param principal the service's principal, such as {@code apigateway.amazonaws.com}
 * @param sourceArn what the service acts for, {@code AWS:SourceArn} to the policy
 * @param sourceAccount whose that is, {@code AWS:SourceAccount} to the policy
 */
public record ServiceCall(String principal, String sourceArn, String sourceAccount) {}
