package dev.slipway.local.s3;

import dev.slipway.local.http.AwsError;
import dev.slipway.local.iam.MalformedPolicy;
import dev.slipway.local.iam.PolicyDocuments;

/** A bucket's policy, taken only when it can be evaluated. */
final class PolicyText {
    private PolicyText() {}

    static String checked(String document) {
        try {
            PolicyDocuments.check(document);
            return document;
        } catch (MalformedPolicy e) {
            throw new AwsError(400, "MalformedPolicy", String.valueOf(e.getMessage()));
        }
    }
}
