package dev.slipway.deployer.project;

import dev.slipway.deployer.ExitCode;
import dev.slipway.deployer.SlipwayException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Turns slipway.yaml's tree into a {@link ProjectFile}, collecting every fault with its path. */
final class ProjectFileReader {
    private static final String PARAMETERS = "parameters";

    private final Path file;
    private final List<String> faults = new ArrayList<>();

    ProjectFileReader(Path file) {
        this.file = file;
    }

    ProjectFile read(@Nullable Object tree) {
        ProjectFile defaults = ProjectFile.defaults();
        Map<String, Object> top = tree == null ? Map.of() : map("", tree);
        known("", top, "default_environment", "environments", "models", "rollout");
        Map<String, Environment> environments = new TreeMap<>(defaults.environments());
        map("environments", top.get("environments"))
                .forEach((name, entry) -> environments.put(name, environment(name, entry)));
        Map<String, ProjectFile.ModelEntry> models = new LinkedHashMap<>();
        map("models", top.get("models")).forEach((name, entry) -> models.put(name, model("models." + name, entry)));
        String chosen = text("default_environment", top).orElse(defaults.defaultEnvironment());
        if (!environments.containsKey(chosen)) {
            faults.add("default_environment: there is no environment " + chosen);
        }
        if (!faults.isEmpty()) {
            throw new SlipwayException(
                    ExitCode.USAGE,
                    file + " has " + faults.size() + (faults.size() == 1 ? " fault:" : " faults:") + "\n  - "
                            + String.join("\n  - ", faults),
                    "correct the file; README.md shows one");
        }
        return new ProjectFile(chosen, environments, models, Optional.ofNullable(top.get("rollout")));
    }

    private Environment environment(String name, Object entry) {
        String path = "environments." + name;
        Map<String, Object> map = map(path, entry);
        known(path, map, "embedded", "region", "profile", "endpoint_url", PARAMETERS, "signing");
        Object embedded = map.getOrDefault("embedded", false);
        if (!(embedded instanceof Boolean)) {
            faults.add(path + ".embedded: expected true or false, found " + kind(embedded));
        }
        return new Environment(
                name,
                Boolean.TRUE.equals(embedded),
                text(path + ".region", map),
                text(path + ".profile", map),
                text(path + ".endpoint_url", map),
                parameters(path + "." + PARAMETERS, map.get(PARAMETERS)),
                signingKey(path + ".signing", map.get("signing")));
    }

    private Optional<String> signingKey(String path, @Nullable Object tree) {
        Map<String, Object> signing = map(path, tree);
        known(path, signing, "key");
        return text(path + ".key", signing);
    }

    private ProjectFile.ModelEntry model(String path, Object entry) {
        Map<String, Object> map = map(path, entry);
        known(path, map, "stack", PARAMETERS, "rollout");
        return new ProjectFile.ModelEntry(
                text(path + ".stack", map),
                parameters(path + "." + PARAMETERS, map.get(PARAMETERS)),
                Optional.ofNullable(map.get("rollout")));
    }

    /** Parameters of the template, each as the text that CloudFormation takes; what is not in the template is its reader's to tell. */
    private Map<String, String> parameters(String path, @Nullable Object tree) {
        Map<String, String> parameters = new LinkedHashMap<>();
        map(path, tree).forEach((name, value) -> {
            if (name.equals(ProjectFile.MODEL_PARAMETER)) {
                faults.add(path + "." + name + ": is always the model that is deployed; leave it out");
            } else if (!name.matches("[A-Za-z0-9]+")) {
                faults.add(path + "." + name + ": no name of a parameter, which has letters and digits only");
            } else if (value instanceof List<?> list && list.stream().allMatch(ProjectFileReader::isScalar)) {
                parameters.put(name, list.stream().map(String::valueOf).collect(Collectors.joining(",")));
            } else if (isScalar(value)) {
                parameters.put(name, String.valueOf(value));
            } else {
                faults.add(path + "." + name + ": expected text, a number, true or false, or a list of those, found "
                        + kind(value));
            }
        });
        return parameters;
    }

    private static boolean isScalar(@Nullable Object value) {
        return value instanceof String || value instanceof Number || value instanceof Boolean;
    }

    /** The map's value under the path's last part, which must be text. */
    private Optional<String> text(String path, Map<String, Object> map) {
        Object value = map.get(path.substring(path.lastIndexOf('.') + 1));
        if (value != null && !(value instanceof String)) {
            faults.add(path + ": expected text, found " + kind(value));
        }
        return value instanceof String text ? Optional.of(text) : Optional.empty();
    }

    private void known(String path, Map<String, Object> map, String... names) {
        map.keySet().stream()
                .filter(name -> !Arrays.asList(names).contains(name))
                .forEach(name -> faults.add((path.isEmpty() ? "" : path + ".") + name + ": unknown; known are "
                        + String.join(", ", names)));
    }

    private Map<String, Object> map(String path, @Nullable Object tree) {
        Map<String, Object> entries = new LinkedHashMap<>();
        if (tree instanceof Map<?, ?> map) {
            map.forEach((key, value) -> entries.put(String.valueOf(key), value));
        } else if (tree != null) {
            faults.add((path.isEmpty() ? "the file" : path) + ": expected a map, found " + kind(tree));
        }
        return entries;
    }

    /** A value is never told: whoever mistakes one field for another may have put a password there. */
    private static String kind(@Nullable Object value) {
        if (value instanceof Map) {
            return "a map";
        }
        if (value instanceof List) {
            return "a list";
        }
        if (value instanceof Number) {
            return "a number";
        }
        return value instanceof Boolean ? "true or false" : value == null ? "nothing" : "text";
    }
}
