package dev.slipway.deployer.ci;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A pipeline's files as they shall be, by their path below the project. */
public final class PipelineFiles {
    /** A word in capitals between two at-signs. */
    private static final Pattern PLACEHOLDER = Pattern.compile("@([A-Z_]+)@");

    private PipelineFiles() {}

    public static Map<String, String> of(Forge forge, PipelineSettings settings) {
        Map<String, String> words = words(forge, settings);
        Map<String, String> files = new LinkedHashMap<>();
        forge.files().forEach((template, path) -> files.put(path, fill(template(template), words)));
        return files;
    }

    private static Map<String, String> words(Forge forge, PipelineSettings settings) {
        Map<String, String> words = new LinkedHashMap<>(forge.words(settings));
        words.put("FORGE", forge.word());
        words.put("BRANCH", settings.branch());
        words.put("ENV", settings.environment());
        words.put("HOST", settings.host());
        words.put("BUNDLES", String.join(" ", settings.bundles()));
        String role = "ci-role-" + forge.word();
        Map<String, String> parts = new LinkedHashMap<>(words);
        parts.put("PARAMETERS", fill(template(role + "-parameters.yaml"), words).stripTrailing());
        parts.put("ROLES", fill(template(role + "-roles.yaml"), words).stripTrailing());
        parts.put(
                "CONDITIONS",
                forge.oidc() ? template("ci-role-oidc-conditions.yaml").stripTrailing() : "");
        return parts;
    }

    private static String fill(String template, Map<String, String> words) {
        Matcher placeholder = PLACEHOLDER.matcher(template);
        StringBuilder filled = new StringBuilder();
        while (placeholder.find()) {
            String word = words.get(placeholder.group(1));
            if (word == null) {
                throw new IllegalStateException("nothing is known to stand for " + placeholder.group());
            }
            placeholder.appendReplacement(filled, Matcher.quoteReplacement(word));
        }
        return placeholder.appendTail(filled).toString();
    }

    private static String template(String name) {
        try (InputStream in = PipelineFiles.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("the jar has no template " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
