package dev.slipway.deployer.cloud.aws;

import dev.slipway.deployer.cloud.Alias;
import dev.slipway.deployer.cloud.FunctionVersion;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.lambda.model.AliasRoutingConfiguration;
import software.amazon.awssdk.services.lambda.model.EnvironmentResponse;

/**
 * Lambda's shapes as the ports' records. The SDK gives each operation a class of its own with the same members, so
 * they are read by their wire names, once for all.
 */
final class LambdaShapes {
    private LambdaShapes() {}

    static FunctionVersion version(SdkPojo shape) {
        return new FunctionVersion(
                text(shape, "FunctionName"),
                text(shape, "Version"),
                text(shape, "FunctionArn"),
                text(shape, "CodeSha256"),
                member(shape, "CodeSize", Long.class).orElse(0L),
                text(shape, "RevisionId"),
                text(shape, "Description"),
                member(shape, "Environment", EnvironmentResponse.class)
                        .map(EnvironmentResponse::variables)
                        .orElse(Map.of()),
                text(shape, "Runtime"),
                architecture(shape),
                member(shape, "MemorySize", Integer.class).orElse(0),
                member(shape, "Timeout", Integer.class).orElse(0),
                member(shape, "State", String.class).orElse("Active"),
                member(shape, "LastUpdateStatus", String.class).orElse("Successful"),
                reason(shape),
                text(shape, "LastModified"));
    }

    static Alias alias(SdkPojo shape) {
        return new Alias(
                text(shape, "Name"),
                text(shape, "FunctionVersion"),
                member(shape, "RoutingConfig", AliasRoutingConfiguration.class)
                        .map(AliasRoutingConfiguration::additionalVersionWeights)
                        .orElse(Map.of()),
                text(shape, "RevisionId"));
    }

    private static String architecture(SdkPojo shape) {
        return member(shape, "Architectures", List.class)
                .map(all -> ((List<?>) all).stream().map(String::valueOf).collect(Collectors.joining(",")))
                .filter(joined -> !joined.isEmpty())
                .orElse("x86_64");
    }

    private static String reason(SdkPojo shape) {
        return member(shape, "LastUpdateStatusReason", String.class)
                .or(() -> member(shape, "StateReason", String.class))
                .orElse("");
    }

    private static String text(SdkPojo shape, String name) {
        return member(shape, name, String.class).orElse("");
    }

    private static <T> Optional<T> member(SdkPojo shape, String name, Class<T> type) {
        SdkField<?> field = shape.sdkFieldNameToField().get(name);
        return field == null
                ? Optional.empty()
                : Optional.ofNullable(field.getValueOrDefault(shape)).map(type::cast);
    }
}
