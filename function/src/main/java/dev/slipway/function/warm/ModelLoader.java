package dev.slipway.function.warm;

import dev.slipway.function.fault.FunctionException;
import dev.slipway.function.fault.FunctionException.Category;
import dev.slipway.function.store.ModelStore;
import dev.slipway.function.store.ReleaseReference;
import dev.slipway.function.store.StoredModel;
import dev.slipway.inference.InferenceException;
import dev.slipway.inference.pipeline.ServingModel;
import java.util.Optional;
import java.util.function.Supplier;

/** Fetches the release's model and opens it. */
public final class ModelLoader implements Supplier<LoadedModel> {
    private final ModelStore store;
    private final String model;
    private final Optional<ReleaseReference> release;

    public ModelLoader(ModelStore store, String model, Optional<ReleaseReference> release) {
        this.store = store;
        this.model = model;
        this.release = release;
    }

    /** @throws FunctionException NOT_RELEASED where nothing is released yet, LOAD where it could not be had */
    @Override
    public LoadedModel get() {
        ReleaseReference wanted = release.orElseThrow(() -> new FunctionException(
                Category.NOT_RELEASED,
                "model '" + model + "' is not ready: no release yet; run ./slipway deploy <bundle>"));
        long began = System.nanoTime();
        StoredModel stored = store.fetch(wanted);
        ServingModel opened = open(stored);
        return new LoadedModel(opened, stored.directory(), System.nanoTime() - began, stored.bytes());
    }

    private ServingModel open(StoredModel stored) {
        try {
            return ServingModel.open(stored.manifest(), stored.directory());
        } catch (InferenceException refused) {
            throw new FunctionException(
                    Category.LOAD,
                    "model '" + model + "' was fetched but cannot be opened: " + refused.getMessage()
                            + "; check the bundle with ./slipway check <bundle> and release again",
                    refused);
        }
    }
}
