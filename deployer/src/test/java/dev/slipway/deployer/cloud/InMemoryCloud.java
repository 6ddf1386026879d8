package dev.slipway.deployer.cloud;

import java.util.HashMap;
import java.util.Map;

/** A cloud in memory with one function; all its parts share their faults and their list of calls. */
public final class InMemoryCloud implements Cloud {
    private final Faults faults = new Faults();
    private final InMemoryStacks stacks = new InMemoryStacks(faults);
    private final InMemoryFunctions functions;
    private final InMemoryMetrics metrics = new InMemoryMetrics(faults);
    private final InMemorySignatures signatures = new InMemorySignatures(faults);
    private final Map<String, InMemoryObjectStore> buckets = new HashMap<>();

    public InMemoryCloud(String function) {
        functions = new InMemoryFunctions(function, faults);
    }

    public Faults faults() {
        return faults;
    }

    @Override
    public InMemoryStacks stacks() {
        return stacks;
    }

    @Override
    public InMemoryFunctions functions() {
        return functions;
    }

    @Override
    public InMemoryMetrics metrics() {
        return metrics;
    }

    @Override
    public InMemoryObjectStore objects(String bucket) {
        return buckets.computeIfAbsent(bucket, name -> new InMemoryObjectStore(name, faults));
    }

    @Override
    public InMemorySignatures signatures() {
        return signatures;
    }

    /** Says what it was asked to sign, which no real signature would. */
    @Override
    public RequestSigner requestSigner() {
        return (method, url, headers, body) ->
                Map.of("Authorization", "signed " + method + " " + url.getPath() + " of " + body.length + " bytes");
    }

    @Override
    public String caller() {
        return "arn:aws:iam::000000000000:user/test";
    }

    @Override
    public void close() {}
}
