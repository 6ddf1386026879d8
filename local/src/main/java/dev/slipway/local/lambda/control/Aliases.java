package dev.slipway.local.lambda.control;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.lambda.model.AliasConfiguration;
import software.amazon.awssdk.services.lambda.model.AliasRoutingConfiguration;
import software.amazon.awssdk.services.lambda.model.CreateAliasRequest;
import software.amazon.awssdk.services.lambda.model.UpdateAliasRequest;

/** Aliases: a name for a version, or for two with a weight between them. */
public final class Aliases {
    private final FunctionStore functions;

    public Aliases(FunctionStore functions) {
        this.functions = functions;
    }

    public AliasConfiguration create(CreateAliasRequest request) {
        FunctionRef ref = FunctionRef.parse(request.functionName());
        String name = request.name();
        if (name == null || !name.matches("(?!^[0-9]+$)[a-zA-Z0-9-_]{1,128}")) {
            throw Refusals.constraint(
                    String.valueOf(name), "name", "regular expression pattern: (?!^[0-9]+$)([a-zA-Z0-9-_]+)");
        }
        return change(ref, name, state -> {
            if (state.aliases().containsKey(name)) {
                throw Refusals.conflict(
                        "Alias already exists: " + ref.qualified(name).arn());
            }
            return AliasConfiguration.builder()
                    .name(name)
                    .aliasArn(ref.qualified(name).arn())
                    .functionVersion(request.functionVersion())
                    .description(request.description() == null ? "" : request.description())
                    .routingConfig(routing(request.routingConfig()))
                    .build();
        });
    }

    /** What the request leaves out stays: a weight too, until it is replaced by an empty routing. */
    public AliasConfiguration update(UpdateAliasRequest request) {
        FunctionRef ref = FunctionRef.parse(request.functionName());
        return change(ref, request.name(), state -> {
            AliasConfiguration before = find(state, ref, request.name());
            if (request.revisionId() != null && !request.revisionId().equals(before.revisionId())) {
                throw Refusals.staleRevision("GetAlias");
            }
            AliasConfiguration.Builder after = before.toBuilder();
            if (request.functionVersion() != null) {
                after.functionVersion(request.functionVersion());
            }
            if (request.description() != null) {
                after.description(request.description());
            }
            if (request.routingConfig() != null) {
                after.routingConfig(routing(request.routingConfig()));
            }
            return after.build();
        });
    }

    public AliasConfiguration get(String functionName, String name) {
        FunctionRef ref = FunctionRef.parse(functionName);
        return find(functions.get(ref), ref, name);
    }

    /** All aliases, or those that name a version. */
    public List<AliasConfiguration> list(String functionName, @Nullable String version) {
        return functions.get(FunctionRef.parse(functionName)).aliases().values().stream()
                .filter(alias -> version == null || versions(alias).contains(version))
                .toList();
    }

    public void delete(String functionName, String name) {
        functions.update(FunctionRef.parse(functionName), state -> state.withoutAlias(name));
    }

    static List<String> versions(AliasConfiguration alias) {
        List<String> versions = new ArrayList<>();
        versions.add(alias.functionVersion());
        if (alias.routingConfig() != null) {
            versions.addAll(alias.routingConfig().additionalVersionWeights().keySet());
        }
        return versions;
    }

    private AliasConfiguration change(
            FunctionRef ref, String name, Function<FunctionState, AliasConfiguration> change) {
        FunctionState after = functions.update(ref, state -> {
            AliasConfiguration alias = change.apply(state);
            check(state, ref, alias);
            return state.withAlias(
                    alias.toBuilder().revisionId(UUID.randomUUID().toString()).build());
        });
        return find(after, ref, name);
    }

    private static AliasConfiguration find(FunctionState state, FunctionRef ref, String name) {
        AliasConfiguration alias = state.aliases().get(name);
        if (alias == null) {
            throw Refusals.notFound(
                    "Cannot find alias arn: " + ref.qualified(name).arn());
        }
        return alias;
    }

    private static @Nullable AliasRoutingConfiguration routing(@Nullable AliasRoutingConfiguration asked) {
        return asked == null || asked.additionalVersionWeights().isEmpty() ? null : asked;
    }

    private static void check(FunctionState state, FunctionRef ref, AliasConfiguration alias) {
        for (String version : versions(alias)) {
            if (state.version(version).isEmpty()) {
                throw Refusals.functionNotFound(ref.qualified(version));
            }
        }
        if (alias.routingConfig() == null) {
            return;
        }
        Map<String, Double> weights = alias.routingConfig().additionalVersionWeights();
        if (weights.size() > 1) {
            throw Refusals.invalid(
                    "The number of items in AdditionalVersionWeights exceeds the limit: an alias has at most two versions, not "
                            + versions(alias));
        }
        if (versions(alias).contains(FunctionRef.LATEST)) {
            throw Refusals.invalid("$LATEST is not supported for an alias pointing to more than 1 version");
        }
        weights.forEach((version, weight) -> {
            if (version.equals(alias.functionVersion())) {
                throw Refusals.invalid("Invalid function version " + version + ". Function version " + version
                        + " is already included in routing configuration.");
            }
            if (!(weight >= 0 && weight <= 1)) {
                throw Refusals.constraint(
                        weight, "routingConfig.additionalVersionWeights", "value between 0.0 and 1.0");
            }
        });
    }
}
