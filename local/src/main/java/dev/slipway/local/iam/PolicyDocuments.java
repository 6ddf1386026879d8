package dev.slipway.local.iam;

/** Whether a document is a policy that can be evaluated here. */
public final class PolicyDocuments {
    private PolicyDocuments() {}

    /** @throws MalformedPolicy saying what is wrong */
    public static void check(String json) {
        Policy.parse(json);
    }
}
