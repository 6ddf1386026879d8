package dev.slipway.local.apigateway.rest;

import dev.slipway.local.apigateway.wire.Patches;
import dev.slipway.local.apigateway.wire.RequestIds;
import dev.slipway.local.apigateway.wire.Shapes;
import dev.slipway.local.http.AwsError;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import software.amazon.awssdk.services.apigateway.model.CreateDeploymentRequest;
import software.amazon.awssdk.services.apigateway.model.CreateDeploymentResponse;
import software.amazon.awssdk.services.apigateway.model.DeleteDeploymentRequest;
import software.amazon.awssdk.services.apigateway.model.DeleteDeploymentResponse;
import software.amazon.awssdk.services.apigateway.model.Deployment;
import software.amazon.awssdk.services.apigateway.model.GetDeploymentRequest;
import software.amazon.awssdk.services.apigateway.model.GetDeploymentResponse;
import software.amazon.awssdk.services.apigateway.model.GetDeploymentsRequest;
import software.amazon.awssdk.services.apigateway.model.GetDeploymentsResponse;
import software.amazon.awssdk.services.apigateway.model.Method;
import software.amazon.awssdk.services.apigateway.model.Resource;
import software.amazon.awssdk.services.apigateway.model.Stage;
import software.amazon.awssdk.services.apigateway.model.UpdateDeploymentRequest;
import software.amazon.awssdk.services.apigateway.model.UpdateDeploymentResponse;

/** The control plane of deployments, in the SDK's own shapes: each holds the API as it was when it was made. */
public final class RestDeployments {
    private final RestStore store;
    private final Clock clock;

    RestDeployments(RestStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /** With a stage's name also makes the stage, or leads it to the new deployment. */
    public CreateDeploymentResponse createDeployment(CreateDeploymentRequest request) {
        Deployment deployment = Deployment.builder()
                .id(RequestIds.resource(6))
                .description(request.description())
                .createdDate(now())
                .build();
        store.change(request.restApiId(), state -> {
            checkMethods(state);
            RestState deployed = state.with(new Deployed(deployment, state.snapshot()));
            return request.stageName() == null ? deployed : deployed.with(stage(deployed, request, deployment.id()));
        });
        return Shapes.copy(deployment, CreateDeploymentResponse.builder()).build();
    }

    public GetDeploymentResponse getDeployment(GetDeploymentRequest request) {
        return Shapes.copy(
                        store.get(request.restApiId())
                                .deployment(request.deploymentId())
                                .deployment(),
                        GetDeploymentResponse.builder())
                .build();
    }

    public GetDeploymentsResponse getDeployments(GetDeploymentsRequest request) {
        return GetDeploymentsResponse.builder()
                .items(store.get(request.restApiId()).deployments().stream()
                        .map(Deployed::deployment)
                        .toList())
                .build();
    }

    public UpdateDeploymentResponse updateDeployment(UpdateDeploymentRequest request) {
        RestState changed = store.change(request.restApiId(), state -> {
            Deployed deployed = state.deployment(request.deploymentId());
            return state.with(new Deployed(
                    Patches.apply(deployed.deployment().toBuilder(), request.patchOperations(), Set.of("description"))
                            .build(),
                    deployed.snapshot()));
        });
        return Shapes.copy(changed.deployment(request.deploymentId()).deployment(), UpdateDeploymentResponse.builder())
                .build();
    }

    /** @throws AwsError {@code BadRequestException} while a stage serves it */
    public DeleteDeploymentResponse deleteDeployment(DeleteDeploymentRequest request) {
        store.change(request.restApiId(), state -> {
            Deployed gone = state.deployment(request.deploymentId());
            if (state.stages().stream().anyMatch(stage -> gone.deployment().id().equals(stage.deploymentId()))) {
                throw Refusals.bad("Active stages pointing to this deployment must be moved or deleted");
            }
            return state.withDeployments(state.deployments().stream()
                    .filter(deployed -> !deployed.equals(gone))
                    .toList());
        });
        return DeleteDeploymentResponse.builder().build();
    }

    private static void checkMethods(RestState state) {
        boolean any = false;
        for (Resource resource : state.resources()) {
            for (Method method : resource.resourceMethods().values()) {
                any = true;
                if (method.methodIntegration() == null) {
                    throw Refusals.bad("No integration defined for method");
                }
            }
        }
        if (!any) {
            throw Refusals.bad("The REST API doesn't contain any methods");
        }
    }

    private Stage stage(RestState state, CreateDeploymentRequest request, String deploymentId) {
        if (request.canarySettings() != null) {
            throw Refusals.notServed("canary settings of a stage; traffic is shifted by the function's alias");
        }
        Stage.Builder stage = state.stages().stream()
                .filter(there -> there.stageName().equals(request.stageName()))
                .findFirst()
                .map(Stage::toBuilder)
                .orElseGet(() -> Stage.builder()
                        .stageName(request.stageName())
                        .createdDate(now())
                        .cacheClusterEnabled(false)
                        .tracingEnabled(Boolean.TRUE.equals(request.tracingEnabled())));
        if (request.hasVariables()) {
            stage.variables(request.variables());
        }
        if (request.stageDescription() != null) {
            stage.description(request.stageDescription());
        }
        return stage.deploymentId(deploymentId).lastUpdatedDate(now()).build();
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS);
    }
}
