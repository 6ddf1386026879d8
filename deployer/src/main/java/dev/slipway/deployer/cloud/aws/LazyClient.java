package dev.slipway.deployer.cloud.aws;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/** A client that is built when first called: building one costs more than most commands take. */
final class LazyClient<C extends SdkAutoCloseable> {
    private final Supplier<C> builder;
    private @Nullable C client;

    LazyClient(Supplier<C> builder) {
        this.builder = builder;
    }

    synchronized C get() {
        C built = client;
        if (built == null) {
            built = builder.get();
            client = built;
        }
        return built;
    }

    synchronized void close() {
        if (client != null) {
            client.close();
            client = null;
        }
    }
}
