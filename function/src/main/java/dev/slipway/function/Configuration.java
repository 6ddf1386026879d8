package dev.slipway.function;

import dev.slipway.function.fault.FunctionException;
import dev.slipway.function.fault.FunctionException.Category;
import dev.slipway.function.store.ModelTrust;
import dev.slipway.function.store.ReleaseReference;
import dev.slipway.function.store.S3Endpoint;
import dev.slipway.function.store.S3Location;
import dev.slipway.inference.trust.TrustedSigners;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The function's environment, read once.
 *
 * @param model the name of the model it serves ({@code SLIPWAY_MODEL})
 * @param location the bucket, its region and its endpoint ({@code SLIPWAY_MODEL_BUCKET}, {@code AWS_REGION},
 *     {@code AWS_ENDPOINT_URL_S3} before {@code AWS_ENDPOINT_URL})
 * @param release what this version pins ({@code SLIPWAY_MODEL_MANIFEST}, {@code SLIPWAY_MODEL_DIGEST}); empty before
 *     the first release
 * @param trust whose signatures count ({@code SLIPWAY_TRUSTED_SIGNERS}) and whether one is needed
 *     ({@code SLIPWAY_REQUIRE_SIGNED})
 * @param directory where models are kept ({@code TMPDIR}, else {@code /tmp})
 * @param snapStart whether this environment is to become a snapshot
 */
record Configuration(
        String model,
        S3Location location,
        Optional<ReleaseReference> release,
        ModelTrust trust,
        Path directory,
        boolean snapStart) {
    private static final Pattern MODEL = Pattern.compile("[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?");
    private static final Pattern BUCKET = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");
    private static final Pattern REGION = Pattern.compile("[a-z0-9-]{1,32}");

    /**
     * Reads the environment.
     *
     * @throws FunctionException CONFIGURATION with every problem at once
     */
    static Configuration of(Map<String, String> environment) {
        var problems = new ArrayList<String>();
        String model = required(environment, "SLIPWAY_MODEL", MODEL, problems);
        String bucket = required(environment, "SLIPWAY_MODEL_BUCKET", BUCKET, problems);
        String region = required(environment, "AWS_REGION", REGION, problems);
        URI endpoint = endpoint(environment, problems);
        Optional<ReleaseReference> release = release(environment, model, problems);
        ModelTrust trust = trust(environment, problems);
        if (!problems.isEmpty()) {
            throw new FunctionException(
                    Category.CONFIGURATION,
                    "the function's environment is not as template.yaml sets it: " + String.join("; ", problems));
        }
        return new Configuration(
                model,
                new S3Location(bucket, region, endpoint),
                release,
                trust,
                Path.of(environment.getOrDefault("TMPDIR", "/tmp"), "slipway"),
                "snap-start".equals(environment.get("AWS_LAMBDA_INITIALIZATION_TYPE")));
    }

    private static String required(Map<String, String> environment, String name, Pattern form, List<String> problems) {
        String value = value(environment, name);
        if (value == null) {
            problems.add(name + " is missing");
            return "";
        }
        if (!form.matcher(value).matches()) {
            problems.add(name + " must match " + form);
        }
        return value;
    }

    private static ModelTrust trust(Map<String, String> environment, List<String> problems) {
        String required = environment.getOrDefault("SLIPWAY_REQUIRE_SIGNED", "false");
        if (!required.equals("true") && !required.equals("false")) {
            // a typing error must not open what was meant to be closed
            problems.add("SLIPWAY_REQUIRE_SIGNED must be true or false");
        }
        TrustedSigners signers = TrustedSigners.NONE;
        try {
            signers = TrustedSigners.parse(environment.getOrDefault("SLIPWAY_TRUSTED_SIGNERS", ""));
        } catch (IllegalArgumentException malformed) {
            problems.add("SLIPWAY_TRUSTED_SIGNERS: " + malformed.getMessage());
            return ModelTrust.ANYBODY;
        }
        try {
            return new ModelTrust(required.equals("true"), signers);
        } catch (IllegalArgumentException nobody) {
            problems.add(String.valueOf(nobody.getMessage()));
            return ModelTrust.ANYBODY;
        }
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
            try {
                return S3Endpoint.of(value);
            } catch (IllegalArgumentException refused) {
                problems.add(name + " " + refused.getMessage());
                return null;
            }
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
        if (!MODEL.matcher(model).matches()) {
            return Optional.empty(); // a problem already
        }
        try {
            return Optional.of(new ReleaseReference(model, manifest, digest));
        } catch (IllegalArgumentException malformed) {
            problems.add(String.valueOf(malformed.getMessage()));
            return Optional.empty();
        }
    }
}
