package dev.slipway.local.lambda.control;

import dev.slipway.local.http.AwsError;

/** Lambda's refusals with its codes, statuses and words. */
public final class Refusals {
    private Refusals() {}

    public static AwsError notFound(String message) {
        return new AwsError(404, "ResourceNotFoundException", message);
    }

    static AwsError functionNotFound(FunctionRef ref) {
        return notFound("Function not found: " + ref.arn());
    }

    static AwsError conflict(String message) {
        return new AwsError(409, "ResourceConflictException", message);
    }

    public static AwsError invalid(String message) {
        return new AwsError(400, "InvalidParameterValueException", message);
    }

    static AwsError constraint(Object value, String member, String constraint) {
        return new AwsError(
                400,
                "ValidationException",
                "1 validation error detected: Value '" + value + "' at '" + member
                        + "' failed to satisfy constraint: Member must satisfy " + constraint);
    }

    static AwsError staleRevision(String readWith) {
        return new AwsError(
                412,
                "PreconditionFailedException",
                "The Revision Id provided does not match the latest Revision Id. Call the " + readWith
                        + " API to retrieve the latest Revision Id");
    }
}
