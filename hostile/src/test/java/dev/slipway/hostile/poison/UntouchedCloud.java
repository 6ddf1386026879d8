package dev.slipway.hostile.poison;

import dev.slipway.deployer.cloud.Cloud;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A cloud that hands out its ports, records whatever is asked of one, and does none of it. */
final class UntouchedCloud {
    private final List<String> asked = new CopyOnWriteArrayList<>();

    List<String> asked() {
        return asked;
    }

    Cloud cloud() {
        return port(Cloud.class);
    }

    private <T> T port(Class<T> type) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, args) -> {
            Class<?> answer = method.getReturnType();
            if (type == Cloud.class && answer.isInterface() && answer.getPackage() == type.getPackage()) {
                return port(answer);
            }
            asked.add(type.getSimpleName() + "." + method.getName());
            throw new AssertionError("the cloud was asked: " + asked);
        }));
    }
}
