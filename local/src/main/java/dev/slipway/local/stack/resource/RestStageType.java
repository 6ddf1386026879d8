package dev.slipway.local.stack.resource;

import dev.slipway.local.apigateway.rest.RestStages;
import dev.slipway.local.http.AwsError;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.apigateway.model.CreateStageRequest;
import software.amazon.awssdk.services.apigateway.model.DeleteStageRequest;
import software.amazon.awssdk.services.apigateway.model.MethodSetting;

/** {@code AWS::ApiGateway::Stage} with its settings by method. Access logs are not written. */
final class RestStageType implements ResourceType {
    private static final String SETTINGS = "MethodSettings";
    private static final Set<String> ASIDE = Set.of(SETTINGS, "AccessLogSetting", "Tags");
    private static final Set<String> PLACE = Set.of("HttpMethod", "ResourcePath");

    private final RestStages stages;

    RestStageType(RestStages stages) {
        this.stages = stages;
    }

    @Override
    public Set<String> fixed() {
        return Set.of(RestResourceType.API, "StageName");
    }

    @Override
    public Made create(Desired desired) {
        put(desired);
        return new Made(desired.text("StageName"), Map.of(RestResourceType.API, desired.text(RestResourceType.API)));
    }

    @Override
    public Made update(Made current, Map<String, @Nullable Object> before, Desired desired) {
        put(desired);
        return current;
    }

    @Override
    public void delete(Made made) {
        Gone.orDelete(() -> stages.deleteStage(DeleteStageRequest.builder()
                .restApiId(made.attributes().get(RestResourceType.API))
                .stageName(made.physicalId())
                .build()));
    }

    private void put(Desired desired) {
        stages.replace(
                PropertyShape.fill(CreateStageRequest.builder(), desired.properties(), ASIDE)
                        .tags(StackTags.of(desired))
                        .build(),
                settings(desired.properties().get(SETTINGS)));
    }

    private static Map<String, MethodSetting> settings(@Nullable Object list) {
        Map<String, MethodSetting> settings = new LinkedHashMap<>();
        if (list instanceof List<?> items) {
            for (Object item : items) {
                if (!(item instanceof Map<?, ?> named)) {
                    throw new AwsError(400, "ValidationError", "Each of the MethodSettings must be an object");
                }
                Map<String, @Nullable Object> setting = new LinkedHashMap<>();
                named.forEach((key, value) -> setting.put(String.valueOf(key), value));
                settings.put(
                        key(setting),
                        PropertyShape.fill(MethodSetting.builder(), setting, PLACE)
                                .build());
            }
        }
        return settings;
    }

    /** A resource path begins with a slash in a template, which may write the inner ones as {@code ~1}; not so in the API. */
    private static String key(Map<String, @Nullable Object> setting) {
        String path = String.valueOf(setting.getOrDefault("ResourcePath", "/*")).replace("~1", "/");
        String bare = path.startsWith("/") ? path.substring(1) : path;
        return bare + "/" + setting.getOrDefault("HttpMethod", "*");
    }
}
