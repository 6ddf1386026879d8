package dev.slipway.local.lambda;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.local.lambda.control.FunctionRef;
import dev.slipway.local.lambda.control.FunctionStore;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Decides by the statements that AddPermission made. An alias's policy alone counts for calls through the alias, as on AWS. */
final class PolicyPermissions implements InvokePermissions {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int ARN_PARTS = 6;

    private final FunctionStore functions;

    PolicyPermissions(FunctionStore functions) {
        this.functions = functions;
    }

    @Override
    public Optional<String> refusal(String functionName, String qualifier, ServiceCall call) {
        FunctionRef ref = FunctionRef.parse(functionName, qualifier);
        String key = qualifier.equals(FunctionRef.LATEST) ? "" : qualifier;
        String statements = functions
                .find(ref.name())
                .map(state -> state.policies().get(key))
                .orElse("[]");
        for (JsonNode statement : parse(statements)) {
            if (allows(statement, call)) {
                return Optional.empty();
            }
        }
        return Optional.of("the resource policy of " + ref.arn() + " does not let " + call.principal()
                + " invoke it for " + call.sourceArn() + "; add an AWS::Lambda::Permission (AddPermission) with this"
                + " SourceArn to exactly this alias or version");
    }

    private static boolean allows(JsonNode statement, ServiceCall call) {
        JsonNode principal = statement.path("Principal");
        boolean isPrincipal = principal.path("Service").asText().equals(call.principal())
                || principal.asText().equals("*");
        String action = statement.path("Action").asText();
        boolean isInvoke =
                action.equals("lambda:InvokeFunction") || action.equals("lambda:*") || action.equals("lambda:Invoke*");
        JsonNode condition = statement.path("Condition");
        String arn = text(condition.path("ArnLike").path("AWS:SourceArn"));
        String account = text(condition.path("StringEquals").path("AWS:SourceAccount"));
        return isPrincipal
                && isInvoke
                && (arn == null || arnLike(arn, call.sourceArn()))
                && (account == null || account.equals(call.sourceAccount()));
    }

    /** Wildcards in each of an ARN's six parts; none reaches over a colon. */
    static boolean arnLike(String pattern, String arn) {
        String[] wanted = pattern.split(":", ARN_PARTS);
        String[] given = arn.split(":", ARN_PARTS);
        if (wanted.length != ARN_PARTS || given.length != ARN_PARTS) {
            return false;
        }
        for (int i = 0; i < ARN_PARTS; i++) {
            if (!glob(wanted[i]).matcher(given[i]).matches()) {
                return false;
            }
        }
        return true;
    }

    private static Pattern glob(String pattern) {
        StringBuilder regex = new StringBuilder();
        for (char c : pattern.toCharArray()) {
            regex.append(c == '*' ? ".*" : c == '?' ? "." : Pattern.quote(String.valueOf(c)));
        }
        return Pattern.compile(regex.toString(), Pattern.DOTALL);
    }

    private static @Nullable String text(JsonNode node) {
        return node.isTextual() ? node.asText() : null;
    }

    private static JsonNode parse(String statements) {
        try {
            return JSON.readTree(statements);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the stored policy is no JSON: " + statements, e);
        }
    }
}
