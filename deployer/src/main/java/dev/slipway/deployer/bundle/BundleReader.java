package dev.slipway.deployer.bundle;

import dev.slipway.deployer.ExitCode;
import dev.slipway.deployer.SlipwayException;
import dev.slipway.inference.InferenceException;
import dev.slipway.inference.manifest.ModelDescription;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** Reads model.yaml and looks at the files that it names. */
final class BundleReader {
    private static final long LARGEST = 1 << 20;

    private final Path given;

    BundleReader(Path given) {
        this.given = given;
    }

    Bundle read() {
        Path folder = folder();
        BundleFiles files = new BundleFiles(folder);
        files.problem(Bundle.DESCRIPTION).ifPresent(problem -> {
            throw refused("the bundle " + given + " is refused: " + problem, null);
        });
        ModelDescription description = describe(folder.resolve(Bundle.DESCRIPTION));
        List<String> problems = new ArrayList<>();
        files.problem(description.model()).ifPresent(problems::add);
        files.problem(description.golden())
                .map(problem -> problem + " (golden cases: requests with their expected responses)")
                .ifPresent(problems::add);
        Optional.ofNullable(description.evaluation())
                .flatMap(evaluation -> files.problem(evaluation.data()))
                .ifPresent(problems::add);
        if (!problems.isEmpty()) {
            throw refused("the bundle " + given + " is refused:\n  - " + String.join("\n  - ", problems), null);
        }
        return new Bundle(folder, description);
    }

    private Path folder() {
        if (!Files.exists(given.resolve(Bundle.DESCRIPTION), LinkOption.NOFOLLOW_LINKS)) {
            throw new SlipwayException(
                    ExitCode.USAGE,
                    Files.isDirectory(given)
                            ? "there is no " + Bundle.DESCRIPTION + " in " + given
                            : given + " is not a folder",
                    "name a bundle, such as models/penguins-v1, or make one: ./slipway init model.onnx");
        }
        try {
            return given.toRealPath();
        } catch (IOException e) {
            throw new SlipwayException(ExitCode.USAGE, "cannot open " + given + ": " + e, "make it readable", e);
        }
    }

    /** The description alone. */
    ModelDescription describe(Path file) {
        try {
            if (Files.size(file) > LARGEST) {
                throw refused(
                        file + " has " + Files.size(file) + " bytes, more than the " + LARGEST + " it may have", null);
            }
            Object tree = new Load(LoadSettings.builder()
                            .setLabel(Bundle.DESCRIPTION)
                            .setAllowDuplicateKeys(false)
                            .build())
                    .loadFromString(Files.readString(file));
            return ModelDescription.of(map(file, tree));
        } catch (IOException e) {
            throw refused("cannot read " + file + ": " + e, e);
        } catch (YamlEngineException | IllegalArgumentException e) { // the latter for a tag with a space in it
            throw refused(file + " is not YAML: " + e.getMessage(), e);
        } catch (InferenceException e) {
            throw refused(file + " is refused: " + e.getMessage(), e);
        }
    }

    private static Map<String, Object> map(Path file, @Nullable Object tree) {
        if (!(tree instanceof Map<?, ?> map)) {
            throw refused(file + " holds no map of settings, but " + tree, null);
        }
        Map<String, Object> entries = new LinkedHashMap<>();
        map.forEach((key, value) -> entries.put(String.valueOf(key), value));
        return entries;
    }

    private static SlipwayException refused(String happened, @Nullable Exception cause) {
        String next = "correct what is named; README.md shows a whole model.yaml";
        return cause == null
                ? new SlipwayException(ExitCode.REFUSED, happened, next)
                : new SlipwayException(ExitCode.REFUSED, happened, next, cause);
    }
}
