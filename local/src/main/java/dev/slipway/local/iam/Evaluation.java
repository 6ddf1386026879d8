package dev.slipway.local.iam;

import dev.slipway.local.identity.Ask;
import dev.slipway.local.identity.Caller;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** AWS's order of evaluation within one account: a deny anywhere, then an allow of the resource or of the identity. */
final class Evaluation {
    private final Caller caller;
    private final List<Policy> own;
    private final List<Policy> session;

    /** @param own the policies of the caller's role; of root there are none */
    Evaluation(Caller caller, List<Policy> own) {
        this.caller = caller;
        this.own = own;
        this.session = caller.sessionPolicies().stream().map(Policy::parse).toList();
    }

    Verdict of(Ask ask, Circumstances request) {
        Optional<Policy> resource = ask.resourcePolicy().map(Policy::parse);
        if (anyDenies(own, ask, request)) {
            return Verdict.DENIED_BY_IDENTITY;
        }
        if (anyDenies(session, ask, request)) {
            return Verdict.DENIED_BY_SESSION;
        }
        List<Statement> theirs =
                resource.map(policy -> covering(policy, ask, request)).orElse(List.of());
        if (theirs.stream().anyMatch(this::denies)) {
            return Verdict.DENIED_BY_RESOURCE;
        }
        if (caller.kind() == Caller.Kind.ROOT) {
            return Verdict.ALLOWED;
        }
        if (grants(theirs, Set.of(caller.arn()))) {
            return Verdict.ALLOWED;
        }
        boolean isKey = ask.action().startsWith("kms:") && resource.isPresent();
        boolean byResource = grants(theirs, Set.of(caller.principalArn()));
        if (!byResource) {
            // A key's own policy must let the account in; only then do the policies of its roles count
            if (isKey && theirs.stream().noneMatch(statement -> statement.allows() && statement.namesAccount())) {
                return Verdict.NO_RESOURCE_POLICY;
            }
            if (!anyAllows(own, ask, request)) {
                return Verdict.NO_IDENTITY_POLICY;
            }
        }
        return session.isEmpty() || anyAllows(session, ask, request) ? Verdict.ALLOWED : Verdict.NO_SESSION_POLICY;
    }

    private boolean denies(Statement statement) {
        return !statement.allows() && (statement.namesAccount() || statement.names(caller.names()));
    }

    private static boolean grants(List<Statement> statements, Set<String> names) {
        return statements.stream().anyMatch(statement -> statement.allows() && statement.names(names));
    }

    private static List<Statement> covering(Policy policy, Ask ask, Circumstances request) {
        List<Statement> covering = new ArrayList<>();
        for (Statement statement : policy.statements()) {
            if (statement.covers(ask.action(), ask.resource(), request)) {
                covering.add(statement);
            }
        }
        return covering;
    }

    private static boolean anyAllows(List<Policy> policies, Ask ask, Circumstances request) {
        return policies.stream().anyMatch(policy -> policy.allows(ask.action(), ask.resource(), request));
    }

    private static boolean anyDenies(List<Policy> policies, Ask ask, Circumstances request) {
        return policies.stream().anyMatch(policy -> policy.denies(ask.action(), ask.resource(), request));
    }
}
