package dev.slipway.local.stack.resource;

import dev.slipway.local.http.AwsError;
import dev.slipway.local.lambda.Functions;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.lambda.model.CreateAliasRequest;
import software.amazon.awssdk.services.lambda.model.DeleteAliasRequest;
import software.amazon.awssdk.services.lambda.model.UpdateAliasRequest;

/** {@code AWS::Lambda::Alias}: written only when the template's own words change, so the deployer's weights stay. */
final class AliasType implements ResourceType {
    private final Functions functions;

    AliasType(Functions functions) {
        this.functions = functions;
    }

    @Override
    public Set<String> fixed() {
        return Set.of("FunctionName", "Name");
    }

    @Override
    public Made create(Desired desired) {
        try {
            functions.createAlias(PropertyShape.fill(CreateAliasRequest.builder(), desired.properties(), Set.of())
                    .build());
        } catch (AwsError error) {
            if (error.status() != 409 || !desired.resumed()) {
                throw error;
            }
        }
        String function = Arns.lastPart(desired.text("FunctionName"));
        String arn = Arns.function(function) + ":" + desired.text("Name");
        return new Made(arn, Map.of("AliasArn", arn));
    }

    @Override
    public Made update(Made current, Map<String, @Nullable Object> before, Desired desired) {
        Map<String, @Nullable Object> changed = Changes.between(before, desired.properties());
        functions.updateAlias(PropertyShape.fill(UpdateAliasRequest.builder(), changed, Set.of())
                .functionName(desired.text("FunctionName"))
                .name(desired.text("Name"))
                .build());
        return current;
    }

    @Override
    public void delete(Made made) {
        String arn = made.physicalId();
        Gone.orDelete(() -> functions.deleteAlias(DeleteAliasRequest.builder()
                .functionName(arn.substring(0, arn.lastIndexOf(':')))
                .name(Arns.lastPart(arn))
                .build()));
    }
}
