package dev.slipway.local.iam;

import dev.slipway.local.identity.Ask;
import dev.slipway.local.identity.Caller;

/** Whether somebody may, and if not, which kind of policy stands against it. */
enum Verdict {
    ALLOWED(""),
    NO_IDENTITY_POLICY("because no identity-based policy allows the %s action"),
    NO_SESSION_POLICY("because no session policy allows the %s action"),
    NO_RESOURCE_POLICY("because no resource-based policy allows the %s action"),
    DENIED_BY_IDENTITY("with an explicit deny in an identity-based policy"),
    DENIED_BY_SESSION("with an explicit deny in a session policy"),
    DENIED_BY_RESOURCE("with an explicit deny in a resource-based policy");

    private final String reason;

    Verdict(String reason) {
        this.reason = reason;
    }

    /** AWS's words. @param quoted S3 and KMS put the resource in quotes */
    String message(Caller caller, Ask ask, boolean quoted) {
        String resource = quoted ? "\"" + ask.resource() + "\"" : ask.resource();
        return "User: " + caller.arn() + " is not authorized to perform: " + ask.action() + " on resource: " + resource
                + " " + String.format(reason, ask.action());
    }
}
