package dev.slipway.local.lambda.control;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.lambda.model.AddPermissionRequest;

/** A function's resource policy, reserved concurrency and tags. */
public final class Policies {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final FunctionStore functions;

    public Policies(FunctionStore functions) {
        this.functions = functions;
    }

    /** Returns the new statement as JSON. */
    public String add(AddPermissionRequest request) {
        FunctionRef ref = FunctionRef.parse(request.functionName(), request.qualifier());
        ObjectNode statement = statement(ref, request);
        change(ref, request.revisionId(), statements -> {
            if (find(statements, request.statementId()) >= 0) {
                throw Refusals.conflict(
                        "The statement id (" + request.statementId()
                                + ") provided already exists. Please provide a new statement id, or remove the existing statement.");
            }
            statements.add(statement);
        });
        return statement.toString();
    }

    public void remove(FunctionRef ref, String statementId, @Nullable String revisionId) {
        change(ref, revisionId, statements -> {
            int index = find(statements, statementId);
            if (index < 0) {
                throw Refusals.notFound("Statement " + statementId + " is not found in resource policy.");
            }
            statements.remove(index);
        });
    }

    /** The policy's revision: the same as long as its statements are. */
    public String revision(FunctionRef ref) {
        return revision(statements(ref));
    }

    private static String revision(String statements) {
        return UUID.nameUUIDFromBytes(statements.getBytes(StandardCharsets.UTF_8))
                .toString();
    }

    private String statements(FunctionRef ref) {
        String statements = functions.get(ref).policies().get(ref.qualifier().orElse(""));
        if (statements == null) {
            throw Refusals.notFound("The resource you requested does not exist.");
        }
        return statements;
    }

    /** The whole policy as JSON. */
    public String get(FunctionRef ref) {
        String statements = statements(ref);
        return "{\"Version\":\"2012-10-17\",\"Id\":\"default\",\"Statement\":" + statements + "}";
    }

    public void reserve(String functionName, @Nullable Integer concurrency) {
        if (concurrency != null && concurrency < 0) {
            throw Refusals.constraint(concurrency, "reservedConcurrentExecutions", "value greater than or equal to 0");
        }
        FunctionRef ref = FunctionRef.parse(functionName);
        functions.update(ref, state -> {
            int others = functions.all().stream()
                    .filter(other -> !other.name().equals(ref.name()))
                    .mapToInt(other -> other.reserved() == null ? 0 : other.reserved())
                    .sum();
            if (concurrency != null && others + concurrency > Account.CONCURRENCY - Account.LEAST_UNRESERVED) {
                throw Refusals.invalid("Specified ReservedConcurrentExecutions for function decreases account's"
                        + " UnreservedConcurrentExecution below its minimum value of [" + Account.LEAST_UNRESERVED
                        + "].");
            }
            return state.withReserved(concurrency);
        });
    }

    public @Nullable Integer reserved(String functionName) {
        return functions.get(FunctionRef.parse(functionName)).reserved();
    }

    public Map<String, String> tags(String resource) {
        return functions.get(FunctionRef.parse(resource)).tags();
    }

    public void tag(String resource, Map<String, String> tags, Iterable<String> removed) {
        functions.update(FunctionRef.parse(resource), state -> {
            Map<String, String> all = new TreeMap<>(state.tags());
            all.putAll(tags);
            removed.forEach(all::remove);
            return state.withTags(all);
        });
    }

    /** Something done to a policy's statements. */
    private interface Change {
        void apply(ArrayNode statements);
    }

    private void change(FunctionRef ref, @Nullable String revisionId, Change change) {
        String qualifier = ref.qualifier().orElse("");
        functions.update(ref, state -> {
            if (!qualifier.isEmpty() && state.qualified(qualifier).isEmpty()) {
                throw Refusals.functionNotFound(ref);
            }
            String statementsBefore = state.policies().getOrDefault(qualifier, "[]");
            if (revisionId != null && !revisionId.equals(revision(statementsBefore))) {
                throw Refusals.staleRevision("GetPolicy");
            }
            ArrayNode statements = parse(statementsBefore);
            change.apply(statements);
            return state.withPolicy(qualifier, statements.isEmpty() ? null : statements.toString());
        });
    }

    private static ArrayNode parse(String statements) {
        try {
            return (ArrayNode) JSON.readTree(statements);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the stored policy is no JSON: " + statements, e);
        }
    }

    private static int find(ArrayNode statements, String statementId) {
        for (int i = 0; i < statements.size(); i++) {
            JsonNode sid = statements.get(i).get("Sid");
            if (sid != null && sid.asText().equals(statementId)) {
                return i;
            }
        }
        return -1;
    }

    private static ObjectNode statement(FunctionRef ref, AddPermissionRequest request) {
        String principal = request.principal();
        ObjectNode statement = JSON.createObjectNode();
        statement.put("Sid", request.statementId());
        statement.put("Effect", "Allow");
        if (principal.equals("*")) {
            statement.put("Principal", "*");
        } else if (principal.matches("\\d{12}")) {
            statement.putObject("Principal").put("AWS", "arn:aws:iam::" + principal + ":root");
        } else {
            statement.putObject("Principal").put(principal.contains(".") ? "Service" : "AWS", principal);
        }
        statement.put("Action", request.action());
        statement.put("Resource", ref.arn());
        ObjectNode condition = JSON.createObjectNode();
        condition(condition, "StringEquals", "AWS:SourceAccount", request.sourceAccount());
        condition(condition, "ArnLike", "AWS:SourceArn", request.sourceArn());
        condition(condition, "StringEquals", "aws:PrincipalOrgID", request.principalOrgID());
        if (!condition.isEmpty()) {
            statement.set("Condition", condition);
        }
        return statement;
    }

    private static void condition(ObjectNode all, String operator, String key, @Nullable String value) {
        if (value != null) {
            all.withObjectProperty(operator).put(key, value);
        }
    }
}
