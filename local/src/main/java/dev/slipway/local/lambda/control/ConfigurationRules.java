package dev.slipway.local.lambda.control;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.lambda.model.EnvironmentResponse;
import software.amazon.awssdk.services.lambda.model.FunctionConfiguration;

/** What Lambda accepts as a function's configuration. */
final class ConfigurationRules {
    private static final int MOST_ENVIRONMENT_BYTES = 4096;
    private static final Set<String> RESERVED = Set.of(
            "_HANDLER",
            "_X_AMZN_TRACE_ID",
            "AWS_DEFAULT_REGION",
            "AWS_REGION",
            "AWS_EXECUTION_ENV",
            "AWS_LAMBDA_FUNCTION_NAME",
            "AWS_LAMBDA_FUNCTION_MEMORY_SIZE",
            "AWS_LAMBDA_FUNCTION_VERSION",
            "AWS_LAMBDA_INITIALIZATION_TYPE",
            "AWS_LAMBDA_LOG_GROUP_NAME",
            "AWS_LAMBDA_LOG_STREAM_NAME",
            "AWS_ACCESS_KEY",
            "AWS_ACCESS_KEY_ID",
            "AWS_SECRET_ACCESS_KEY",
            "AWS_SESSION_TOKEN",
            "AWS_LAMBDA_RUNTIME_API",
            "LAMBDA_TASK_ROOT",
            "LAMBDA_RUNTIME_DIR");

    private ConfigurationRules() {}

    static void check(FunctionConfiguration configuration) {
        String handler = configuration.handler();
        if (handler == null || handler.isBlank()) {
            throw Refusals.invalid(
                    "Runtime and Handler are mandatory parameters for functions created with deployment packages.");
        }
        String runtime = configuration.runtimeAsString();
        if (runtime == null || !runtime.matches("java\\d+(\\.al2)?")) {
            throw Refusals.invalid(
                    "The embedded cloud runs Java functions: Runtime must be one of java17, java21, java25, not "
                            + runtime);
        }
        range(configuration.timeout(), "timeout", 1, 900);
        range(configuration.memorySize(), "memorySize", 128, 10_240);
        EnvironmentResponse environment = configuration.environment();
        if (environment != null) {
            check(environment.variables());
        }
    }

    private static void range(@Nullable Integer value, String member, int least, int most) {
        if (value != null && value < least) {
            throw Refusals.constraint(value, member, "value greater than or equal to " + least);
        }
        if (value != null && value > most) {
            throw Refusals.constraint(value, member, "value less than or equal to " + most);
        }
    }

    private static void check(Map<String, String> variables) {
        Set<String> taken = new TreeSet<>(variables.keySet());
        taken.retainAll(RESERVED);
        if (!taken.isEmpty()) {
            throw Refusals.invalid("Lambda was unable to configure your environment variables because the environment "
                    + "variables you have provided contains reserved keys that are currently not supported for "
                    + "modification. Reserved keys used in this request: " + String.join(", ", taken));
        }
        String measured = variables.entrySet().stream()
                .map(entry -> "\"" + entry.getKey() + "\":\"" + entry.getValue() + "\"")
                .collect(Collectors.joining(",", "{", "}"));
        if (measured.getBytes(StandardCharsets.UTF_8).length > MOST_ENVIRONMENT_BYTES) {
            throw Refusals.invalid("Lambda was unable to configure your environment variables because the environment "
                    + "variables you have provided exceeded the 4KB limit. String measured: " + measured);
        }
    }
}
