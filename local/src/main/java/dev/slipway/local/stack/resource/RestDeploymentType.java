package dev.slipway.local.stack.resource;

import dev.slipway.local.apigateway.rest.RestDeployments;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.apigateway.model.CreateDeploymentRequest;
import software.amazon.awssdk.services.apigateway.model.DeleteDeploymentRequest;
import software.amazon.awssdk.services.apigateway.model.Op;
import software.amazon.awssdk.services.apigateway.model.PatchOperation;
import software.amazon.awssdk.services.apigateway.model.UpdateDeploymentRequest;

/**
 * {@code AWS::ApiGateway::Deployment}: a picture of the API when it is made, never taken again. One that a crash left half
 * made is taken anew, for the API may have been changed since; what it left behind serves no stage.
 */
final class RestDeploymentType implements ResourceType {
    private static final String DESCRIPTION = "Description";

    private final RestDeployments deployments;

    RestDeploymentType(RestDeployments deployments) {
        this.deployments = deployments;
    }

    @Override
    public Set<String> fixed() {
        return Set.of(RestResourceType.API, "StageName", "StageDescription", "DeploymentCanarySettings");
    }

    @Override
    public Made create(Desired desired) {
        String id = deployments
                .createDeployment(PropertyShape.fill(CreateDeploymentRequest.builder(), desired.properties(), Set.of())
                        .build())
                .id();
        return new Made(id, Map.of("DeploymentId", id, RestResourceType.API, desired.text(RestResourceType.API)));
    }

    @Override
    public Made update(Made current, Map<String, @Nullable Object> before, Desired desired) {
        Object description = desired.properties().get(DESCRIPTION);
        deployments.updateDeployment(UpdateDeploymentRequest.builder()
                .restApiId(desired.text(RestResourceType.API))
                .deploymentId(current.physicalId())
                .patchOperations(PatchOperation.builder()
                        .op(Op.REPLACE)
                        .path("/description")
                        .value(description == null ? "" : description.toString())
                        .build())
                .build());
        return current;
    }

    @Override
    public void delete(Made made) {
        Gone.orDelete(() -> deployments.deleteDeployment(DeleteDeploymentRequest.builder()
                .restApiId(made.attributes().get(RestResourceType.API))
                .deploymentId(made.physicalId())
                .build()));
    }
}
