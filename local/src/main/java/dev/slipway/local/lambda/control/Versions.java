package dev.slipway.local.lambda.control;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.local.codec.JsonShapes;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.lambda.model.FunctionConfiguration;
import software.amazon.awssdk.services.lambda.model.PublishVersionRequest;
import software.amazon.awssdk.services.lambda.model.SnapStartApplyOn;
import software.amazon.awssdk.services.lambda.model.SnapStartOptimizationStatus;
import software.amazon.awssdk.services.lambda.model.SnapStartResponse;

/** Functions and their published versions: made, read, deleted. */
public final class Versions {
    /** Members that differ between a version and the {@code $LATEST} it was made from, or that change by themselves. */
    private static final List<String> NOT_COMPARED =
            List.of("Version", "FunctionArn", "LastModified", "RevisionId", "State", "LastUpdateStatus");

    private final FunctionStore functions;
    private final Clock clock;

    public Versions(FunctionStore functions, Clock clock) {
        this.functions = functions;
        this.clock = clock;
    }

    /** Makes no new version when code and configuration are as they were at the last one. */
    public FunctionConfiguration publish(PublishVersionRequest request) {
        FunctionState after = functions.update(FunctionRef.parse(request.functionName()), state -> {
            Deployments.checkRevision(state.latest(), request.revisionId());
            checkCode(state.latest(), request.codeSha256());
            String fingerprint = fingerprint(state.latest());
            boolean unchanged =
                    fingerprint.equals(state.published()) && state.versions().containsKey(state.lastVersion());
            return unchanged ? state : state.withVersion(version(state, request.description()), fingerprint);
        });
        return after.version(Long.toString(after.lastVersion())).orElseThrow();
    }

    /** A function, version or alias as the qualifier says; {@code $LATEST} without one. */
    public FunctionConfiguration configuration(FunctionRef ref) {
        String qualifier = ref.qualifier().orElse(FunctionRef.LATEST);
        FunctionConfiguration found =
                functions.get(ref).qualified(qualifier).orElseThrow(() -> Refusals.functionNotFound(ref));
        return ref.qualifier().isPresent() && !found.version().equals(qualifier)
                ? found.toBuilder().functionArn(ref.arn()).build()
                : found;
    }

    public List<FunctionConfiguration> latest() {
        return functions.all().stream().map(FunctionState::latest).toList();
    }

    /** {@code $LATEST} first, then the published ones. */
    public List<FunctionConfiguration> of(FunctionRef ref) {
        FunctionState state = functions.get(ref);
        List<FunctionConfiguration> all = new ArrayList<>();
        all.add(state.latest().toBuilder()
                .functionArn(ref.qualified(FunctionRef.LATEST).arn())
                .build());
        all.addAll(state.versions().values());
        return all;
    }

    /** Deletes one version, or the whole function without a qualifier. */
    public void delete(FunctionRef ref) {
        if (ref.qualifier().isEmpty()) {
            functions.remove(ref);
            return;
        }
        String version = ref.qualifier().get();
        if (!version.matches("\\d+")) {
            throw Refusals.invalid("$LATEST version and aliases cannot be deleted with DeleteFunction: name a version");
        }
        functions.update(ref, state -> {
            state.version(version).orElseThrow(() -> Refusals.functionNotFound(ref));
            List<String> users = state.aliases().values().stream()
                    .filter(alias -> Aliases.versions(alias).contains(version))
                    .map(alias -> alias.name())
                    .toList();
            if (!users.isEmpty()) {
                throw Refusals.conflict(
                        "Unable to delete version because the following aliases reference it: " + users);
            }
            return state.withoutVersion(Long.parseLong(version));
        });
    }

    private static void checkCode(FunctionConfiguration latest, @Nullable String expected) {
        if (expected != null && !expected.isEmpty() && !expected.equals(latest.codeSha256())) {
            throw Refusals.invalid("CodeSHA256 (" + expected + ") is different from current CodeSHA256 in $LATEST ("
                    + latest.codeSha256() + "). Please try again with the CodeSHA256 in $LATEST.");
        }
    }

    private FunctionConfiguration version(FunctionState state, @Nullable String description) {
        FunctionConfiguration latest = state.latest();
        String number = Long.toString(state.lastVersion() + 1);
        FunctionConfiguration.Builder version = latest.toBuilder()
                .version(number)
                .functionArn(FunctionRef.parse(state.name()).qualified(number).arn())
                .lastModified(Deployments.modified(clock))
                .revisionId(UUID.randomUUID().toString())
                .snapStart(optimized(latest.snapStart()));
        if (description != null && !description.isEmpty()) {
            version.description(description);
        }
        return version.build();
    }

    private static SnapStartResponse optimized(SnapStartResponse snapStart) {
        boolean on = snapStart.applyOn() == SnapStartApplyOn.PUBLISHED_VERSIONS;
        return snapStart.toBuilder()
                .optimizationStatus(on ? SnapStartOptimizationStatus.ON : SnapStartOptimizationStatus.OFF)
                .build();
    }

    private static String fingerprint(FunctionConfiguration latest) {
        ObjectNode tree = JsonShapes.tree(latest);
        tree.remove(NOT_COMPARED);
        return tree.toString();
    }
}
