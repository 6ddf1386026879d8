package dev.slipway.local.apigateway.rest;

import dev.slipway.local.apigateway.wire.Patches;
import dev.slipway.local.apigateway.wire.Shapes;
import dev.slipway.local.http.AwsError;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.apigateway.model.CreateStageRequest;
import software.amazon.awssdk.services.apigateway.model.CreateStageResponse;
import software.amazon.awssdk.services.apigateway.model.DeleteStageRequest;
import software.amazon.awssdk.services.apigateway.model.DeleteStageResponse;
import software.amazon.awssdk.services.apigateway.model.GetStageRequest;
import software.amazon.awssdk.services.apigateway.model.GetStageResponse;
import software.amazon.awssdk.services.apigateway.model.GetStagesRequest;
import software.amazon.awssdk.services.apigateway.model.GetStagesResponse;
import software.amazon.awssdk.services.apigateway.model.MethodSetting;
import software.amazon.awssdk.services.apigateway.model.PatchOperation;
import software.amazon.awssdk.services.apigateway.model.Stage;
import software.amazon.awssdk.services.apigateway.model.UpdateStageRequest;
import software.amazon.awssdk.services.apigateway.model.UpdateStageResponse;

/** The control plane of stages, in the SDK's own shapes. */
public final class RestStages {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,128}");
    private static final Set<String> PATCHED = Set.of(
            "deploymentId",
            "description",
            "variables",
            "tracingEnabled",
            "accessLogSettings",
            "cacheClusterEnabled",
            "canarySettings");

    private final RestStore store;
    private final Clock clock;

    RestStages(RestStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /** @throws AwsError {@code ConflictException} when there is a stage of that name */
    public CreateStageResponse createStage(CreateStageRequest request) {
        Stage stage = stage(request);
        store.change(request.restApiId(), state -> {
            if (state.stages().stream().anyMatch(there -> there.stageName().equals(stage.stageName()))) {
                throw Refusals.conflict("Stage already exists");
            }
            state.deployment(stage.deploymentId());
            return state.with(stage);
        });
        return Shapes.copy(stage, CreateStageResponse.builder()).build();
    }

    public GetStageResponse getStage(GetStageRequest request) {
        return Shapes.copy(store.get(request.restApiId()).stage(request.stageName()), GetStageResponse.builder())
                .build();
    }

    public GetStagesResponse getStages(GetStagesRequest request) {
        return GetStagesResponse.builder()
                .item(store.get(request.restApiId()).stages().stream()
                        .filter(stage -> request.deploymentId() == null
                                || request.deploymentId().equals(stage.deploymentId()))
                        .toList())
                .build();
    }

    public UpdateStageResponse updateStage(UpdateStageRequest request) {
        RestState changed = store.change(request.restApiId(), state -> {
            Stage stage = state.stage(request.stageName());
            List<PatchOperation> others = new ArrayList<>();
            Map<String, MethodSetting> settings =
                    MethodSettings.patched(stage.methodSettings(), request.patchOperations(), others);
            return state.with(Patches.apply(stage.toBuilder(), others, PATCHED)
                    .methodSettings(settings)
                    .lastUpdatedDate(now())
                    .build());
        });
        return Shapes.copy(changed.stage(request.stageName()), UpdateStageResponse.builder())
                .build();
    }

    public DeleteStageResponse deleteStage(DeleteStageRequest request) {
        store.change(request.restApiId(), state -> {
            Stage gone = state.stage(request.stageName());
            return state.withStages(
                    state.stages().stream().filter(stage -> !stage.equals(gone)).toList());
        });
        return DeleteStageResponse.builder().build();
    }

    /**
     * For stacks, which say all of a stage at once, whether it is there or not.
     *
     * @param settings by resource path and method, such as {@code v2/GET}, or stars for both
     */
    public void replace(CreateStageRequest wanted, Map<String, MethodSetting> settings) {
        store.change(wanted.restApiId(), state -> {
            Stage stage = stage(wanted);
            Instant created = state.stages().stream()
                    .filter(there -> there.stageName().equals(stage.stageName()))
                    .map(Stage::createdDate)
                    .findFirst()
                    .orElse(stage.createdDate());
            return state.with(stage.toBuilder()
                    .methodSettings(settings)
                    .createdDate(created)
                    .build());
        });
    }

    private Stage stage(CreateStageRequest request) {
        Refusals.require(request.deploymentId(), "deploymentId");
        if (!NAME.matcher(Refusals.require(request.stageName(), "stageName")).matches()) {
            throw Refusals.bad("Stage name only allows a-zA-Z0-9_- and up to 128 characters");
        }
        return Shapes.copy(request, Stage.builder().cacheClusterEnabled(false).tracingEnabled(false))
                .createdDate(now())
                .lastUpdatedDate(now())
                .build();
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS);
    }
}
