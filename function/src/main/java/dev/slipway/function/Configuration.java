package dev.slipway.function;

import dev.slipway.function.fault.FunctionException;
import dev.slipway.function.fault.FunctionException.Category;
import dev.slipway.function.store.ReleaseReference;
import dev.slipway.function.store.S3Location;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The function's environment, read once.
 *
 * @param model the name of the model it serves ({@code SLIPWAY_MODEL})
 * @param location the bucket, its region and its endpoint ({@code SLIPWAY_MODEL_BUCKET}, {@code AWS_REGION},
 *     {@code AWS_ENDPOINT_URL_S3} before {@code AWS_ENDPOINT_URL})
 * @param release what this version pins ({@code SLIPWAY_MODEL_MANIFEST}, {@code SLIPWAY_MODEL_DIGEST}); empty before
 *     the first release
 * @param directory where models are kept ({@code TMPDIR}, else {@code /tmp})
 * @param snapStart whether this environment is to become a snapshot
 */
record Configuration(
        String model, S3Location location, Optional<ReleaseReference> release, Path directory, boolean snapStart) {

    /**
     * Reads the environment.
     *
     * @throws FunctionException CONFIGURATION with every problem at once
     */
    static Configuration of(Map<String, String> environment) {
        var problems = new ArrayList<String>();
        String model = required(environment, "SLIPWAY_MODEL", problems);
        String bucket = required(environment, "SLIPWAY_MODEL_BUCKET", problems);
        String region = required(environment, "AWS_REGION", problems);
        URI endpoint = endpoint(environment, problems);
        Optional<ReleaseReference> release = release(environment, model, problems);
        if (!problems.isEmpty()) {
            throw new FunctionException(
                    Category.CONFIGURATION,
                    "the function's environment is not as template.yaml sets it: " + String.join("; ", problems));
        }
        return new Configuration(
                model,
                new S3Location(bucket, region, endpoint),
                release,
                Path.of(environment.getOrDefault("TMPDIR", "/tmp"), "slipway"),
                "snap-start".equals(environment.get("AWS_LAMBDA_INITIALIZATION_TYPE")));
    }

    private static String required(Map<String, String> environment, String name, List<String> problems) {
        String value = value(environment, name);
        if (value == null) {
            problems.add(name + " is missing");
            return "";
        }
        return value;
    }

    private static @Nullable String value(Map<String, String> environment, String name) {
        String value = environment.get(name);
        return value == null || value.isBlank() ? null : value.strip();
    }

    private static @Nullable URI endpoint(Map<String, String> environment, List<String> problems) {
        for (String name : List.of("AWS_ENDPOINT_URL_S3", "AWS_ENDPOINT_URL")) {
            String value = value(environment, name);
            if (value == null) {
                continue;
            }
            if (!value.matches("https?://[^/\\s]+(/\\S*)?")) {
                problems.add(name + " is no http or https URL: '" + value + "'");
                return null;
            }
            return URI.create(value);
        }
        return null;
    }

    private static Optional<ReleaseReference> release(
            Map<String, String> environment, String model, List<String> problems) {
        String manifest = value(environment, "SLIPWAY_MODEL_MANIFEST");
        String digest = value(environment, "SLIPWAY_MODEL_DIGEST");
        if (manifest == null && digest == null) {
            return Optional.empty();
        }
        if (manifest == null || digest == null) {
            problems.add("SLIPWAY_MODEL_MANIFEST and SLIPWAY_MODEL_DIGEST go together, but "
                    + (manifest == null ? "SLIPWAY_MODEL_MANIFEST" : "SLIPWAY_MODEL_DIGEST") + " is missing");
            return Optional.empty();
        }
        try {
            return Optional.of(new ReleaseReference(model, manifest, digest));
        } catch (IllegalArgumentException malformed) {
            problems.add("SLIPWAY_MODEL_DIGEST: " + malformed.getMessage());
            return Optional.empty();
        }
    }
}
