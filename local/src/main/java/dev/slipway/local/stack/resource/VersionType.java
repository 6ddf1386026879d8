package dev.slipway.local.stack.resource;

import dev.slipway.local.lambda.Functions;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.lambda.model.DeleteFunctionRequest;
import software.amazon.awssdk.services.lambda.model.PublishVersionRequest;
import software.amazon.awssdk.services.lambda.model.PublishVersionResponse;

/** {@code AWS::Lambda::Version}: published once, never changed. */
final class VersionType implements ResourceType {
    private final Functions functions;

    VersionType(Functions functions) {
        this.functions = functions;
    }

    @Override
    public Set<String> fixed() {
        return Set.of("FunctionName", "Description", "CodeSha256");
    }

    @Override
    public Made create(Desired desired) {
        PublishVersionResponse version = functions.publishVersion(
                PropertyShape.fill(PublishVersionRequest.builder(), desired.properties(), Set.of())
                        .build());
        String arn = version.functionArn();
        return new Made(arn, Map.of("Version", version.version(), "FunctionArn", arn));
    }

    @Override
    public Made update(Made current, Map<String, @Nullable Object> before, Desired desired) {
        return current;
    }

    @Override
    public void delete(Made made) {
        String arn = made.physicalId();
        Gone.orDelete(() -> functions.deleteFunction(DeleteFunctionRequest.builder()
                .functionName(arn.substring(0, arn.lastIndexOf(':')))
                .qualifier(Arns.lastPart(arn))
                .build()));
    }
}
