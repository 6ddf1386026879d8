package dev.slipway.local.stack.resource;

import dev.slipway.local.http.AwsError;
import dev.slipway.local.lambda.Functions;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.lambda.model.AddPermissionRequest;
import software.amazon.awssdk.services.lambda.model.RemovePermissionRequest;

/** {@code AWS::Lambda::Permission}: a statement in the policy of a function, a version or an alias. */
final class PermissionType implements ResourceType {
    private static final String FUNCTION = "Function";

    private final Functions functions;

    PermissionType(Functions functions) {
        this.functions = functions;
    }

    @Override
    public Set<String> fixed() {
        return Set.of("FunctionName", "Action", "Principal", "SourceArn", "SourceAccount");
    }

    @Override
    public Made create(Desired desired) {
        String statement = desired.name("StatementId");
        try {
            functions.addPermission(PropertyShape.fill(AddPermissionRequest.builder(), desired.properties(), Set.of())
                    .statementId(statement)
                    .build());
        } catch (AwsError error) {
            if (error.status() != 409 || !desired.resumed()) {
                throw error;
            }
        }
        return new Made(statement, Map.of("Id", statement, FUNCTION, desired.text("FunctionName")));
    }

    @Override
    public Made update(Made current, Map<String, @Nullable Object> before, Desired desired) {
        return current;
    }

    @Override
    public void delete(Made made) {
        Gone.orDelete(() -> functions.removePermission(RemovePermissionRequest.builder()
                .functionName(made.attributes().get(FUNCTION))
                .statementId(made.physicalId())
                .build()));
    }
}
