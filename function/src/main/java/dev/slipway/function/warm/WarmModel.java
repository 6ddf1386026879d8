package dev.slipway.function.warm;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The container's one model. The first call that needs it loads it, calls at the same time wait for that one load, later
 * ones find it. A failure is answered to those who waited for it and then forgotten: the next call tries again.
 */
public final class WarmModel {
    private final AtomicReference<@Nullable CompletableFuture<LoadedModel>> current = new AtomicReference<>();
    private final Supplier<LoadedModel> loader;

    public WarmModel(Supplier<LoadedModel> loader) {
        this.loader = loader;
    }

    /**
     * The model, loaded now if it was not.
     *
     * @param whenLoaded told by the one call that loaded it
     * @throws RuntimeException what the loader threw
     */
    public LoadedModel get(Consumer<LoadedModel> whenLoaded) {
        CompletableFuture<LoadedModel> known = current.get();
        if (known != null) {
            return await(known);
        }
        var mine = new CompletableFuture<LoadedModel>();
        CompletableFuture<LoadedModel> first = current.compareAndExchange(null, mine);
        if (first != null) {
            return await(first);
        }
        LoadedModel loaded = load(mine);
        whenLoaded.accept(loaded);
        return loaded;
    }

    /** Whether a call would find it loaded. */
    public boolean isLoaded() {
        CompletableFuture<LoadedModel> known = current.get();
        return known != null && known.isDone();
    }

    private LoadedModel load(CompletableFuture<LoadedModel> mine) {
        try {
            LoadedModel loaded = loader.get();
            mine.complete(loaded);
            return loaded;
        } catch (Throwable failure) {
            current.set(null); // first: whoever learns of the failure may try again at once
            mine.completeExceptionally(failure);
            throw failure;
        }
    }

    private static LoadedModel await(CompletableFuture<LoadedModel> loading) {
        try {
            return loading.join();
        } catch (CompletionException failed) {
            if (failed.getCause() instanceof RuntimeException original) {
                throw original;
            }
            if (failed.getCause() instanceof Error error) {
                throw error;
            }
            throw failed;
        }
    }
}
