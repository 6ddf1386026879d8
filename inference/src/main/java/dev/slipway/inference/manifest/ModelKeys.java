package dev.slipway.inference.manifest;

import java.util.regex.Pattern;

/** Where things are kept in the model bucket. */
public final class ModelKeys {
    private static final Pattern MODEL = Pattern.compile("[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?");
    private static final Pattern PART = Pattern.compile("[A-Za-z0-9_$-]{1,140}");

    private ModelKeys() {}

    /** Whether the text can name a model: lower-case letters, digits and inner hyphens, 63 at most. */
    public static boolean isModelName(String text) {
        return MODEL.matcher(text).matches();
    }

    /** A file's content, by its digest. */
    public static String blob(String model, String sha256) {
        return blobs(model) + digest(sha256);
    }

    /** What all blobs of a model begin with. */
    public static String blobs(String model) {
        return "models/" + model(model) + "/blobs/sha256/";
    }

    /** What all manifests of a model, and their signatures, begin with. */
    public static String manifests(String model) {
        return "models/" + model(model) + "/manifests/sha256/";
    }

    /** A manifest, by its digest. */
    public static String manifest(String model, String digest) {
        return manifests(model) + digest(digest) + ".json";
    }

    /** The signatures of a manifest, beside it. */
    public static String signature(String model, String digest) {
        return manifests(model) + digest(digest) + ".sig.json";
    }

    /** One entry of the ledger. */
    public static String release(String function, String version) {
        return releases(function) + part(version) + ".json";
    }

    /** What all of a function's entries in the ledger begin with. */
    public static String releases(String function) {
        return "releases/" + part(function) + "/";
    }

    /** That a release's version was deleted. */
    public static String pruned(String function, String version) {
        return pruned(function) + part(version) + ".json";
    }

    /** What all of a function's records of deleted versions begin with. */
    public static String pruned(String function) {
        return releases(function) + "pruned/";
    }

    /** The running rollout of an alias. */
    public static String rollout(String function, String alias) {
        return "rollouts/" + part(function) + "/" + part(alias) + ".json";
    }

    private static String model(String name) {
        if (!isModelName(name)) {
            throw new IllegalArgumentException("'" + name + "' cannot name a model");
        }
        return name;
    }

    private static String digest(String digest) {
        if (!FileEntry.isDigest(digest)) {
            throw new IllegalArgumentException("'" + digest + "' is no SHA-256");
        }
        return digest;
    }

    private static String part(String part) {
        if (!PART.matcher(part).matches()) {
            throw new IllegalArgumentException("'" + part + "' cannot be a part of an S3 key");
        }
        return part;
    }
}
