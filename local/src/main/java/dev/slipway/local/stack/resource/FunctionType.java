package dev.slipway.local.stack.resource;

import dev.slipway.local.http.AwsError;
import dev.slipway.local.iam.Role;
import dev.slipway.local.iam.Roles;
import dev.slipway.local.lambda.Functions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.model.CreateFunctionRequest;
import software.amazon.awssdk.services.lambda.model.DeleteFunctionConcurrencyRequest;
import software.amazon.awssdk.services.lambda.model.DeleteFunctionRequest;
import software.amazon.awssdk.services.lambda.model.FunctionCode;
import software.amazon.awssdk.services.lambda.model.PutFunctionConcurrencyRequest;
import software.amazon.awssdk.services.lambda.model.TracingConfig;
import software.amazon.awssdk.services.lambda.model.UpdateFunctionCodeRequest;
import software.amazon.awssdk.services.lambda.model.UpdateFunctionConfigurationRequest;

/** {@code AWS::Serverless::Function}: other code changes {@code $LATEST}'s code only, other settings its configuration only. */
final class FunctionType implements ResourceType {
    /** Stands among the properties for the code itself. */
    static final String CODE_DIGEST = "CodeSha256";

    private static final String RESERVED = "ReservedConcurrentExecutions";
    private static final String TRACING = "Tracing";

    private static final Set<String> CODE = Set.of("CodeUri", CODE_DIGEST, "Architectures");
    /** What SAM would make resources of that the embedded cloud does without, or what only names and tags it. */
    private static final Set<String> ASIDE =
            Set.of("CodeUri", CODE_DIGEST, "FunctionName", "PackageType", "Policies", RESERVED, TRACING);

    private static final String OWN_ROLE = "Of a function that names no role";
    private static final String TRUST = "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\","
            + "\"Principal\":{\"Service\":\"lambda.amazonaws.com\"},\"Action\":\"sts:AssumeRole\"}]}";
    private static final String WRITE_LOGS = "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\","
            + "\"Action\":[\"logs:CreateLogGroup\",\"logs:CreateLogStream\",\"logs:PutLogEvents\"],\"Resource\":\"*\"}]}";

    private static final List<String> REFUSED = List.of(
            "AutoPublishAlias", "DeploymentPreference", "Events", "FunctionUrlConfig", "ImageUri", "InlineCode");

    private final Functions functions;
    private final Roles roles;
    private final FunctionCodeSource code;

    FunctionType(Functions functions, Roles roles, FunctionCodeSource code) {
        this.functions = functions;
        this.roles = roles;
        this.code = code;
    }

    @Override
    public Set<String> fixed() {
        return Set.of("FunctionName", "PackageType");
    }

    @Override
    public Map<String, @Nullable Object> resolve(Map<String, @Nullable Object> properties) {
        List<String> refused = new ArrayList<>(REFUSED);
        refused.retainAll(properties.keySet());
        if (!refused.isEmpty()) {
            throw new AwsError(
                    400, "ValidationError", "AWS::Serverless::Function: the embedded cloud does not do " + refused);
        }
        Map<String, @Nullable Object> resolved = new LinkedHashMap<>(properties);
        resolved.put(CODE_DIGEST, code.digest(properties.get("CodeUri")));
        return resolved;
    }

    @Override
    public Made create(Desired desired) {
        String name = desired.name("FunctionName");
        SdkBytes zip = code.read(desired.properties().get("CodeUri"));
        try {
            functions.createFunction(PropertyShape.fill(CreateFunctionRequest.builder(), desired.properties(), ASIDE)
                    .functionName(name)
                    .role(role(desired))
                    .tracingConfig(tracing(desired.properties()))
                    .code(FunctionCode.builder().zipFile(zip).build())
                    .build());
        } catch (AwsError error) {
            if (error.status() != 409 || !desired.resumed()) {
                throw error;
            }
            updateCode(name, desired);
            updateConfiguration(name, desired.properties());
        }
        reserve(name, desired);
        return made(name);
    }

    @Override
    public Made update(Made current, Map<String, @Nullable Object> before, Desired desired) {
        Map<String, @Nullable Object> changed = Changes.between(before, desired.properties());
        if (changed.containsKey(CODE_DIGEST) || changed.containsKey("Architectures")) {
            updateCode(current.physicalId(), desired);
        }
        if (!Objects.equals(before.get(RESERVED), desired.properties().get(RESERVED))) {
            reserve(current.physicalId(), desired);
        }
        changed.keySet().removeAll(CODE);
        changed.remove(RESERVED);
        if (!changed.isEmpty()) {
            updateConfiguration(current.physicalId(), changed);
        }
        return current;
    }

    @Override
    public void delete(Made made) {
        roles.find(made.physicalId() + "-role")
                .filter(role -> role.description().equals(OWN_ROLE))
                .ifPresent(role -> roles.remove(role.name()));
        Gone.orDelete(() -> functions.deleteFunction(
                DeleteFunctionRequest.builder().functionName(made.physicalId()).build()));
    }

    private void updateCode(String name, Desired desired) {
        Map<String, @Nullable Object> only = new LinkedHashMap<>(desired.properties());
        only.keySet().retainAll(Set.of("Architectures"));
        functions.updateFunctionCode(PropertyShape.fill(UpdateFunctionCodeRequest.builder(), only, Set.of())
                .functionName(name)
                .zipFile(code.read(desired.properties().get("CodeUri")))
                .build());
    }

    private void updateConfiguration(String name, Map<String, @Nullable Object> properties) {
        Map<String, @Nullable Object> settings = new LinkedHashMap<>(properties);
        settings.keySet().removeAll(Set.of("Architectures", "Tags"));
        functions.updateFunctionConfiguration(
                PropertyShape.fill(UpdateFunctionConfigurationRequest.builder(), settings, ASIDE)
                        .functionName(name)
                        .tracingConfig(tracing(settings))
                        .build());
    }

    /** Concurrency is the function's own, none of a version's configuration. */
    private void reserve(String name, Desired desired) {
        Object reserved = desired.properties().get(RESERVED);
        if (reserved == null) {
            functions.deleteFunctionConcurrency(DeleteFunctionConcurrencyRequest.builder()
                    .functionName(name)
                    .build());
        } else {
            functions.putFunctionConcurrency(PutFunctionConcurrencyRequest.builder()
                    .functionName(name)
                    .reservedConcurrentExecutions(Integer.valueOf(reserved.toString()))
                    .build());
        }
    }

    /** SAM has a word where Lambda has a shape; nothing is traced here. */
    private static @Nullable TracingConfig tracing(Map<String, @Nullable Object> properties) {
        Object mode = properties.get(TRACING);
        return mode == null
                ? null
                : TracingConfig.builder().mode(mode.toString()).build();
    }

    private String role(Desired desired) {
        Object role = desired.properties().get("Role");
        return role == null ? ownRole(desired, desired.name("FunctionName")) : role.toString();
    }

    /** As SAM makes one for a function that names none: it may write logs. */
    private String ownRole(Desired desired, String function) {
        if (desired.properties().get("Policies") != null) {
            throw new AwsError(
                    400,
                    "ValidationError",
                    desired.logicalId() + ": the embedded cloud does not make a role of SAM's Policies: write an"
                            + " AWS::IAM::Role and name it as Role");
        }
        Role role = new Role(
                function + "-role",
                "/",
                roles.newId("AROA"),
                OWN_ROLE,
                TRUST,
                3600,
                Map.of("write-logs", WRITE_LOGS),
                List.of(),
                System.currentTimeMillis());
        roles.put(role);
        return role.arn();
    }

    private static Made made(String name) {
        return new Made(name, Map.of("Arn", Arns.function(name)));
    }
}
