package dev.slipway.deployer.cloud.aws;

import dev.slipway.deployer.cloud.Alias;
import dev.slipway.deployer.cloud.CloudException;
import dev.slipway.deployer.cloud.FunctionVersion;
import dev.slipway.deployer.cloud.Functions;
import dev.slipway.deployer.cloud.Invocation;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;

/** Functions over Lambda. */
final class LambdaFunctions implements Functions {
    private final LazyClient<LambdaClient> client;
    private final AwsCalls calls;

    LambdaFunctions(LazyClient<LambdaClient> client, AwsCalls calls) {
        this.client = client;
        this.calls = calls;
    }

    @Override
    public FunctionVersion get(String function) {
        return calls.call(
                "lambda:GetFunctionConfiguration",
                "the function " + function,
                () -> LambdaShapes.version(client.get().getFunctionConfiguration(r -> r.functionName(function))));
    }

    @Override
    public Optional<FunctionVersion> version(String function, String version) {
        return calls.find(
                "lambda:GetFunctionConfiguration",
                "version " + version + " of " + function,
                () -> LambdaShapes.version(client.get()
                        .getFunctionConfiguration(r -> r.functionName(function).qualifier(version))));
    }

    @Override
    public List<FunctionVersion> versions(String function) {
        return calls.call(
                "lambda:ListVersionsByFunction",
                "the function " + function,
                () -> client.get().listVersionsByFunctionPaginator(r -> r.functionName(function)).versions().stream()
                        .map(LambdaShapes::version)
                        .filter(version -> !version.version().equals(LATEST))
                        .toList());
    }

    @Override
    public FunctionVersion updateEnvironment(String function, Map<String, String> environment, String revisionId) {
        return calls.call(
                "lambda:UpdateFunctionConfiguration",
                "the function " + function,
                () -> LambdaShapes.version(client.get()
                        .updateFunctionConfiguration(r -> r.functionName(function)
                                .environment(e -> e.variables(environment))
                                .revisionId(revisionId))));
    }

    @Override
    public FunctionVersion publish(String function, String codeSha256, String revisionId, String description) {
        return calls.call(
                "lambda:PublishVersion",
                "the function " + function,
                () -> LambdaShapes.version(client.get()
                        .publishVersion(r -> r.functionName(function)
                                .codeSha256(codeSha256)
                                .revisionId(revisionId)
                                .description(description))));
    }

    @Override
    public Optional<Alias> alias(String function, String alias) {
        return calls.find(
                "lambda:GetAlias",
                "the alias " + alias + " of " + function,
                () -> LambdaShapes.alias(
                        client.get().getAlias(r -> r.functionName(function).name(alias))));
    }

    @Override
    public List<Alias> aliases(String function) {
        return calls.call(
                "lambda:ListAliases",
                "the function " + function,
                () -> client.get().listAliasesPaginator(r -> r.functionName(function)).aliases().stream()
                        .map(LambdaShapes::alias)
                        .toList());
    }

    @Override
    public void deleteVersion(String function, String version) {
        calls.find(
                "lambda:DeleteFunction",
                "version " + version + " of " + function,
                () -> client.get().deleteFunction(r -> r.functionName(function).qualifier(version)));
    }

    @Override
    public Alias createAlias(String function, String alias, String version, String description) {
        return calls.call(
                "lambda:CreateAlias",
                "the alias " + alias + " of " + function,
                () -> LambdaShapes.alias(client.get()
                        .createAlias(r -> r.functionName(function)
                                .name(alias)
                                .functionVersion(version)
                                .description(description))));
    }

    @Override
    public Alias writeAlias(
            String function, String alias, String version, Map<String, Double> weights, String revisionId) {
        try {
            return calls.call(
                    "lambda:UpdateAlias",
                    "the alias " + alias + " of " + function,
                    () -> LambdaShapes.alias(client.get()
                            .updateAlias(r -> r.functionName(function)
                                    .name(alias)
                                    .functionVersion(version)
                                    .routingConfig(routing -> routing.additionalVersionWeights(weights))
                                    .revisionId(revisionId))));
        } catch (CloudException e) {
            // An answer that got lost makes the SDK's own retry meet the revision that its first try has made.
            return alias(function, alias)
                    .filter(there -> e.is(CloudException.Kind.PRECONDITION))
                    .filter(there ->
                            there.version().equals(version) && there.weights().equals(weights))
                    .orElseThrow(() -> e);
        }
    }

    @Override
    public Invocation invoke(String function, String qualifier, byte[] payload) {
        return calls.call("lambda:InvokeFunction", function + ":" + qualifier, () -> {
            InvokeResponse response = client.get()
                    .invoke(r -> r.functionName(function)
                            .qualifier(qualifier)
                            .payload(SdkBytes.fromByteArrayUnsafe(payload)));
            return new Invocation(
                    Optional.ofNullable(response.executedVersion()).orElse(""),
                    Optional.ofNullable(response.functionError()),
                    Optional.ofNullable(response.payload())
                            .map(SdkBytes::asByteArray)
                            .orElse(new byte[0]));
        });
    }
}
