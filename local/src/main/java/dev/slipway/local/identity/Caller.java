package dev.slipway.local.identity;

import java.util.List;
import java.util.Set;

/**
 * Who signed a request.
 *
 * @param arn {@code arn:aws:iam::account:root}, or {@code arn:aws:sts::account:assumed-role/role/session}
 * @param userId the account of root, {@code AROA…:session} of a session
 * @param accessKey the access key id that signed; empty when nobody did
 * @param role the role's name, empty unless a session
 * @param sessionPolicies documents in JSON that narrow what a session may do
 */
public record Caller(
        Kind kind,
        String account,
        String arn,
        String userId,
        String accessKey,
        String role,
        List<String> sessionPolicies) {

    /** How a caller came to its rights. */
    public enum Kind {
        ROOT,
        SESSION,
        /** Not signed; nobody gets in this way, but errors must be able to say so. */
        ANONYMOUS
    }

    public Caller {
        sessionPolicies = List.copyOf(sessionPolicies);
    }

    public static Caller root(String accessKey) {
        return new Caller(
                Kind.ROOT,
                Home.ACCOUNT,
                "arn:aws:iam::" + Home.ACCOUNT + ":root",
                Home.ACCOUNT,
                accessKey,
                "",
                List.of());
    }

    /** @param roleId the role's unique id, {@code AROA…} */
    public static Caller session(String role, String roleId, String name, String accessKey, List<String> policies) {
        return new Caller(
                Kind.SESSION,
                Home.ACCOUNT,
                "arn:aws:sts::" + Home.ACCOUNT + ":assumed-role/" + role + "/" + name,
                roleId + ":" + name,
                accessKey,
                role,
                policies);
    }

    public static Caller anonymous() {
        return new Caller(Kind.ANONYMOUS, "", "anonymous", "anonymous", "", "", List.of());
    }

    /** Every ARN by which a policy may mean this caller. */
    public Set<String> names() {
        return Set.copyOf(List.of(arn, principalArn()));
    }

    /** The ARN of a session's role, by which policies name it; the caller's own ARN otherwise. */
    public String principalArn() {
        return kind == Kind.SESSION ? "arn:aws:iam::" + account + ":role/" + role : arn;
    }
}
