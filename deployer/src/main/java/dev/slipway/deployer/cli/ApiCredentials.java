package dev.slipway.deployer.cli;

import dev.slipway.deployer.ExitCode;
import dev.slipway.deployer.SlipwayException;
import dev.slipway.deployer.cloud.ApiAccess;
import dev.slipway.deployer.cloud.ModelStack;
import dev.slipway.deployer.traffic.CallerProof;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What a call of an API shows of its caller, chosen by what the model's stack asks for. */
final class ApiCredentials {
    private static final String TOKEN = "SLIPWAY_API_TOKEN";
    private static final String KEY = "SLIPWAY_API_KEY";

    @Option(
            names = "--token",
            paramLabel = "TOKEN",
            description =
                    "Bearer token, for an API with Auth=jwt. Better in SLIPWAY_API_TOKEN, where no process list shows it.")
    @Nullable
    String token;

    @Option(
            names = "--api-key",
            paramLabel = "KEY",
            description = "API key, for an API with Auth=api-key. Better in SLIPWAY_API_KEY.")
    @Nullable
    String apiKey;

    /** @throws SlipwayException when the stack asks for something that was not given, or for something else */
    CallerProof proof(CommandContext context, ModelStack stack) {
        refuseOther(stack, "--token", token, ApiAccess.JWT);
        refuseOther(stack, "--api-key", apiKey, ApiAccess.API_KEY);
        return switch (stack.access()) {
            case NONE -> CallerProof.NONE;
            case IAM -> (url, headers, body) -> context.cloud().requestSigner().sign("POST", url, headers, body);
            case JWT -> {
                String bearer = "Bearer " + needed(context, stack, token, TOKEN);
                yield (url, headers, body) -> Map.of("Authorization", bearer);
            }
            case API_KEY -> {
                String key = needed(context, stack, apiKey, KEY);
                yield (url, headers, body) -> Map.of("x-api-key", key);
            }
        };
    }

    /** What to do after an API has refused the caller. */
    static String next(ModelStack stack) {
        return switch (stack.access()) {
            case NONE -> "see who stands before the API: the stack itself asks nobody";
            case IAM -> "let the identity of your credentials (--profile) do execute-api:Invoke on this API";
            case JWT ->
                "pass a token that is not expired, of the issuer, audience and scopes that the stack asks for:"
                        + " --token or " + TOKEN;
            case API_KEY ->
                "pass the key of the stack's usage plan with --api-key or " + KEY + ": " + keyCommand(stack);
        };
    }

    private static void refuseOther(ModelStack stack, String option, @Nullable String given, ApiAccess wanted) {
        if (given != null && stack.access() != wanted) {
            throw new SlipwayException(
                    ExitCode.USAGE,
                    option + " was given, but " + takes(stack),
                    "leave " + option + " out, or choose another environment with --env");
        }
    }

    private static String needed(CommandContext context, ModelStack stack, @Nullable String option, String variable) {
        return Optional.ofNullable(option)
                .or(() -> Optional.ofNullable(context.processEnvironment().get(variable)))
                .map(String::strip)
                .filter(value -> !value.isEmpty())
                .orElseThrow(() ->
                        new SlipwayException(ExitCode.ACCESS, takes(stack) + ", and none was given", next(stack)));
    }

    static String takes(ModelStack stack) {
        return "the API of " + stack.model() + " takes " + stack.access().takes() + " (Auth=" + stack.access() + ")";
    }

    private static String keyCommand(ModelStack stack) {
        return "aws apigateway get-api-key --include-value --api-key ID, with the output ApiKeyId of " + stack.stack();
    }
}
