package dev.slipway.deployer.project;

import dev.slipway.deployer.ExitCode;
import dev.slipway.deployer.SlipwayException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * What slipway.yaml says.
 *
 * @param rollout the default plan as it was written: a name, or a map of steps, bake and checks; empty when not given
 */
public record ProjectFile(
        String defaultEnvironment,
        Map<String, Environment> environments,
        Map<String, ModelEntry> models,
        Optional<Object> rollout) {

    public static final String NAME = "slipway.yaml";

    /** Set by Slipway itself, to the model that is deployed. */
    static final String MODEL_PARAMETER = "ModelName";

    /** What slipway.yaml says of one model; without an entry the defaults hold. */
    public record ModelEntry(Optional<String> stack, Map<String, String> parameters, Optional<Object> rollout) {
        public ModelEntry {
            parameters = Map.copyOf(parameters);
        }
    }

    public ProjectFile {
        environments = Map.copyOf(environments);
        models = Map.copyOf(models);
    }

    /** The file of a project that has none: the embedded cloud by default, and AWS. */
    static ProjectFile defaults() {
        return new ProjectFile(
                "local", Map.of("local", Environment.LOCAL, "aws", Environment.AWS), Map.of(), Optional.empty());
    }

    /** Reads the file, or the defaults where there is none; all its faults come in one exception. */
    public static ProjectFile read(Path root) {
        Path file = root.resolve(NAME);
        if (!Files.exists(file)) {
            return defaults();
        }
        try {
            Object tree =
                    new Load(LoadSettings.builder().setLabel(NAME).build()).loadFromString(Files.readString(file));
            return new ProjectFileReader(file).read(tree);
        } catch (IOException e) {
            throw new SlipwayException(
                    ExitCode.USAGE, "cannot read " + file + ": " + e, "make it readable, or remove it", e);
        } catch (IllegalArgumentException e) {
            throw new SlipwayException(
                    ExitCode.USAGE, file + " is not YAML: a tag (!) that is none", "remove it; no setting needs one");
        } catch (YamlEngineException e) {
            throw new SlipwayException(
                    // without the cause: a stack trace would quote the line
                    ExitCode.USAGE, file + " is not YAML: " + YamlFault.describe(e), "correct it at the place named");
        }
    }

    public Environment environment(String name) {
        Environment environment = environments.get(name);
        if (environment == null) {
            throw new SlipwayException(
                    ExitCode.USAGE,
                    "there is no environment " + name + " in " + NAME,
                    "choose one of: "
                            + String.join(
                                    ", ",
                                    environments.keySet().stream().sorted().toList()));
        }
        return environment;
    }

    /** The name of the model's stack. */
    public String stack(String model) {
        return Optional.ofNullable(models.get(model)).flatMap(ModelEntry::stack).orElse("slipway-" + model);
    }

    /**
     * The template's parameters for the model's stack: its own, else its environment's. The embedded cloud is this
     * machine's own, so there everybody may call unless the file says otherwise.
     */
    public Map<String, String> parameters(Environment environment, String model) {
        Map<String, String> parameters = new TreeMap<>();
        if (environment.embedded()) {
            parameters.put("Auth", "none");
        }
        parameters.putAll(environment.parameters());
        Optional.ofNullable(models.get(model)).map(ModelEntry::parameters).ifPresent(parameters::putAll);
        parameters.put(MODEL_PARAMETER, model);
        return parameters;
    }

    /** The plan for the model as it was written: its own, else the project's. */
    public Optional<Object> rollout(String model) {
        return Optional.ofNullable(models.get(model))
                .flatMap(ModelEntry::rollout)
                .or(() -> rollout);
    }
}
