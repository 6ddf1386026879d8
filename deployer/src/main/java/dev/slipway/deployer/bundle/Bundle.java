package dev.slipway.deployer.bundle;

import dev.slipway.inference.manifest.ModelDescription;
import java.nio.file.Path;

/**
 * A folder that holds a model with its description.
 *
 * @param folder absolute, without symbolic links
 */
public record Bundle(Path folder, ModelDescription description) {

    public static final String DESCRIPTION = "model.yaml";

    /** Reads the folder; every problem of its description and its files comes in one exception. */
    public static Bundle read(Path folder) {
        return new BundleReader(folder).read();
    }

    public String model() {
        return description.name();
    }

    public Path modelFile() {
        return folder.resolve(description.model());
    }

    public Path goldenFile() {
        return folder.resolve(description.golden());
    }
}
