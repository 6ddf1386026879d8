package dev.slipway.local.lambda.control;

import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.lambda.model.AliasConfiguration;
import software.amazon.awssdk.services.lambda.model.FunctionConfiguration;

/**
 * Everything known about one function, in the shapes Lambda shows it; never changed, only replaced.
 *
 * @param latest what {@code $LATEST} is
 * @param versions the published versions by number
 * @param lastVersion the highest number ever given: numbers are never used twice
 * @param published what {@code $LATEST} was when {@code lastVersion} was made, so that publishing it again makes nothing
 * @param policies the resource policy's statements, a JSON array, by qualifier; the empty one is the function's own
 * @param reserved the reserved concurrency, or null
 */
public record FunctionState(
        FunctionConfiguration latest,
        Map<Long, FunctionConfiguration> versions,
        Map<String, AliasConfiguration> aliases,
        long lastVersion,
        String published,
        Map<String, String> policies,
        Map<String, String> tags,
        @Nullable Integer reserved) {

    public FunctionState {
        versions = Collections.unmodifiableMap(new TreeMap<>(versions));
        aliases = Collections.unmodifiableMap(new TreeMap<>(aliases));
        policies = Map.copyOf(policies);
        tags = Collections.unmodifiableMap(new TreeMap<>(tags));
    }

    static FunctionState of(FunctionConfiguration latest, Map<String, String> tags) {
        return new FunctionState(latest, Map.of(), Map.of(), 0, "", Map.of(), tags, null);
    }

    public String name() {
        return latest.functionName();
    }

    /** The configuration of {@code $LATEST} or of a version's number. */
    public Optional<FunctionConfiguration> version(String version) {
        if (version.equals(FunctionRef.LATEST)) {
            return Optional.of(latest);
        }
        return version.matches("\\d{1,18}")
                ? Optional.ofNullable(versions.get(Long.valueOf(version)))
                : Optional.empty();
    }

    /** The configuration behind a qualifier; an alias stands for its main version. */
    Optional<FunctionConfiguration> qualified(String qualifier) {
        return version(qualifier)
                .or(() ->
                        Optional.ofNullable(aliases.get(qualifier)).flatMap(alias -> version(alias.functionVersion())));
    }

    FunctionState withLatest(FunctionConfiguration other) {
        return new FunctionState(other, versions, aliases, lastVersion, published, policies, tags, reserved);
    }

    FunctionState withVersion(FunctionConfiguration version, String fingerprint) {
        long number = Long.parseLong(version.version());
        Map<Long, FunctionConfiguration> more = new TreeMap<>(versions);
        more.put(number, version);
        return new FunctionState(latest, more, aliases, number, fingerprint, policies, tags, reserved);
    }

    FunctionState withoutVersion(long number) {
        Map<Long, FunctionConfiguration> fewer = new TreeMap<>(versions);
        fewer.remove(number);
        return new FunctionState(latest, fewer, aliases, lastVersion, published, policies, tags, reserved);
    }

    FunctionState withAlias(AliasConfiguration alias) {
        Map<String, AliasConfiguration> more = new TreeMap<>(aliases);
        more.put(alias.name(), alias);
        return new FunctionState(latest, versions, more, lastVersion, published, policies, tags, reserved);
    }

    FunctionState withoutAlias(String name) {
        Map<String, AliasConfiguration> fewer = new TreeMap<>(aliases);
        fewer.remove(name);
        return new FunctionState(latest, versions, fewer, lastVersion, published, policies, tags, reserved);
    }

    FunctionState withPolicy(String qualifier, @Nullable String statements) {
        Map<String, String> more = new TreeMap<>(policies);
        if (statements == null) {
            more.remove(qualifier);
        } else {
            more.put(qualifier, statements);
        }
        return new FunctionState(latest, versions, aliases, lastVersion, published, more, tags, reserved);
    }

    FunctionState withTags(Map<String, String> other) {
        return new FunctionState(latest, versions, aliases, lastVersion, published, policies, other, reserved);
    }

    FunctionState withReserved(@Nullable Integer concurrency) {
        return new FunctionState(latest, versions, aliases, lastVersion, published, policies, tags, concurrency);
    }

    /** Whether an unpacked code folder is still named by any version. */
    boolean uses(String codeSha256) {
        return Objects.equals(latest.codeSha256(), codeSha256)
                || versions.values().stream().anyMatch(version -> codeSha256.equals(version.codeSha256()));
    }
}
