package dev.slipway.hostile.poison;

import dev.slipway.deployer.cloud.Cloud;
import dev.slipway.deployer.cloud.Functions;
import dev.slipway.deployer.cloud.Metrics;
import dev.slipway.deployer.cloud.ObjectStore;
import dev.slipway.deployer.cloud.Stacks;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A cloud that records whatever is asked of it, and does none of it. */
final class UntouchedCloud implements Cloud {
    private final List<String> asked = new CopyOnWriteArrayList<>();

    List<String> asked() {
        return asked;
    }

    @Override
    public Stacks stacks() {
        return port(Stacks.class);
    }

    @Override
    public Functions functions() {
        return port(Functions.class);
    }

    @Override
    public Metrics metrics() {
        return port(Metrics.class);
    }

    @Override
    public ObjectStore objects(String bucket) {
        return port(ObjectStore.class);
    }

    @Override
    public String caller() {
        throw touched("caller");
    }

    @Override
    public void close() {
        // nothing was opened
    }

    /** Whatever is called on it is recorded and fails. */
    private <T> T port(Class<T> type) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, args) -> {
            throw touched(type.getSimpleName() + "." + method.getName());
        }));
    }

    private AssertionError touched(String what) {
        asked.add(what);
        return new AssertionError("the cloud was asked: " + what);
    }
}
