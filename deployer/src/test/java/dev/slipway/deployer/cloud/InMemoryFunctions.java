package dev.slipway.deployer.cloud;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiFunction;

/** Lambda in memory: one function with Lambda's preconditions, its answers given by the test. */
public final class InMemoryFunctions implements Functions {
    private final Faults faults;
    private final List<FunctionVersion> published = new ArrayList<>();
    private final Map<String, Alias> aliases = new TreeMap<>();
    private FunctionVersion latest;
    private int versions;
    private int revisions;
    private BiFunction<FunctionVersion, String, Invocation> answer = (version, payload) ->
            new Invocation(version.version(), Optional.empty(), "{}".getBytes(StandardCharsets.UTF_8));

    public InMemoryFunctions(String function) {
        this(function, new Faults());
    }

    InMemoryFunctions(String function, Faults faults) {
        this.faults = faults;
        this.latest = state(function, LATEST, "code-1", "r0", "", Map.of("SLIPWAY_MODEL", "penguins"));
        publishNow("bootstrap");
        aliases.put("live", new Alias("live", "1", Map.of(), "a0"));
        aliases.put("candidate", new Alias("candidate", "1", Map.of(), "a0"));
    }

    public Faults faults() {
        return faults;
    }

    /** Answers every invoke: from the version that executes and the payload's text. */
    public void answer(BiFunction<FunctionVersion, String, Invocation> newAnswer) {
        answer = newAnswer;
    }

    /** Replaces the code, as a deployment of the stack does. */
    public void updateCode(String codeSha256) {
        latest = state(latest.function(), LATEST, codeSha256, nextRevision(), "", latest.environment());
    }

    /** Publishes what is there, for tests that start with some versions. */
    public FunctionVersion publishNow(String description) {
        FunctionVersion version = state(
                latest.function(),
                Integer.toString(++versions),
                latest.codeSha256(),
                nextRevision(),
                description,
                latest.environment());
        published.add(version);
        return version;
    }

    @Override
    public FunctionVersion get(String function) {
        return faults.call("get", () -> {
            known(function);
            return latest;
        });
    }

    @Override
    public Optional<FunctionVersion> version(String function, String version) {
        return faults.call("version", () -> find(version));
    }

    @Override
    public List<FunctionVersion> versions(String function) {
        return faults.call("versions", () -> List.copyOf(published));
    }

    @Override
    public FunctionVersion updateEnvironment(String function, Map<String, String> environment, String revisionId) {
        return faults.call("updateEnvironment", () -> {
            require(latest.revisionId(), revisionId);
            latest = state(function, LATEST, latest.codeSha256(), nextRevision(), "", environment);
            return latest;
        });
    }

    @Override
    public FunctionVersion publish(String function, String codeSha256, String revisionId, String description) {
        return faults.call("publish", () -> {
            require(latest.revisionId(), revisionId);
            require(latest.codeSha256(), codeSha256);
            FunctionVersion newest = published.get(published.size() - 1);
            boolean same = newest.codeSha256().equals(latest.codeSha256())
                    && newest.environment().equals(latest.environment());
            return same ? newest : publishNow(description);
        });
    }

    @Override
    public Optional<Alias> alias(String function, String alias) {
        return faults.call("alias", () -> Optional.ofNullable(aliases.get(alias)));
    }

    @Override
    public List<Alias> aliases(String function) {
        return faults.call("aliases", () -> List.copyOf(aliases.values()));
    }

    @Override
    public void deleteVersion(String function, String version) {
        faults.call("deleteVersion", () -> {
            for (Alias alias : aliases.values()) {
                if (alias.version().equals(version) || alias.weights().containsKey(version)) {
                    throw new CloudException(
                            CloudException.Kind.CONFLICT, alias.name() + " points at version " + version, "move it");
                }
            }
            return published.removeIf(there -> there.version().equals(version));
        });
    }

    @Override
    public Alias createAlias(String function, String alias, String version, String description) {
        return faults.call("createAlias", () -> {
            if (aliases.containsKey(alias)) {
                throw new CloudException(CloudException.Kind.CONFLICT, "the alias " + alias + " exists", "use it");
            }
            return put(alias, version, Map.of());
        });
    }

    @Override
    public Alias writeAlias(
            String function, String alias, String version, Map<String, Double> weights, String revisionId) {
        return faults.call("writeAlias", () -> {
            Alias there = aliases.get(alias);
            if (there == null
                    || find(version).isEmpty()
                    || !weights.keySet().stream().allMatch(v -> find(v).isPresent())) {
                throw new CloudException(CloudException.Kind.NOT_FOUND, "no such alias or version", "look at them");
            }
            require(there.revisionId(), revisionId);
            return put(alias, version, weights);
        });
    }

    @Override
    public Invocation invoke(String function, String qualifier, byte[] payload) {
        return faults.call("invoke", () -> {
            Alias alias = aliases.get(qualifier);
            FunctionVersion executing =
                    find(alias == null ? qualifier : alias.version()).orElseThrow();
            return answer.apply(executing, new String(payload, StandardCharsets.UTF_8));
        });
    }

    private void known(String function) {
        if (!latest.function().equals(function)) {
            throw new CloudException(
                    CloudException.Kind.NOT_FOUND, "the function " + function + " was not found", "deploy its stack");
        }
    }

    private Optional<FunctionVersion> find(String version) {
        return version.equals(LATEST)
                ? Optional.of(latest)
                : published.stream().filter(v -> v.version().equals(version)).findFirst();
    }

    private Alias put(String alias, String version, Map<String, Double> weights) {
        Alias written = new Alias(alias, version, weights, nextRevision());
        aliases.put(alias, written);
        return written;
    }

    private static void require(String current, String expected) {
        if (!Objects.equals(current, expected)) {
            throw new CloudException(
                    CloudException.Kind.PRECONDITION,
                    "the revision is " + current + ", not " + expected,
                    "read it again");
        }
    }

    private String nextRevision() {
        return "r" + ++revisions;
    }

    private static FunctionVersion state(
            String function,
            String version,
            String code,
            String revision,
            String description,
            Map<String, String> environment) {
        return new FunctionVersion(
                function,
                version,
                "arn:aws:lambda:us-east-1:000000000000:function:" + function + ":" + version,
                code,
                1000,
                revision,
                description,
                environment,
                "java25",
                "x86_64",
                1024,
                15,
                "Active",
                "Successful",
                "",
                "2026-11-24T12:00:00.000+0000");
    }
}
