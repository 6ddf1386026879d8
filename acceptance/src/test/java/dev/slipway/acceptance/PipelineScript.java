package dev.slipway.acceptance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The shell of a pipeline's jobs, read out of the file that its CI system reads. */
final class PipelineScript {
    private final Map<?, ?> file;

    private PipelineScript(Map<?, ?> file) {
        this.file = file;
    }

    /** One step's commands with the variables that the file gives to them. */
    record Step(String name, String commands, Map<String, String> variables) {}

    static PipelineScript read(Path file) {
        try {
            Object tree = new Load(LoadSettings.builder().build()).loadFromString(Files.readString(file));
            return new PipelineScript((Map<?, ?>) tree);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** The steps of a job of a GitHub workflow that run shell; those that use actions are the runner's. */
    List<Step> github(String job) {
        Map<?, ?> described = map(map(file.get("jobs")).get(job));
        List<Step> steps = new ArrayList<>();
        for (Object step : (List<?>) described.get("steps")) {
            Map<?, ?> entry = map(step);
            if (entry.containsKey("run")) {
                Map<String, String> variables = variables(file.get("env"));
                variables.putAll(variables(entry.get("env")));
                steps.add(new Step(String.valueOf(entry.get("name")), String.valueOf(entry.get("run")), variables));
            }
        }
        return steps;
    }

    /** A GitLab job: all of its commands in one shell, as the runner does it. */
    List<Step> gitlab(String job) {
        Map<?, ?> described = map(file.get(job));
        Map<String, String> variables = variables(file.get("variables"));
        variables.putAll(variables(described.get("variables")));
        List<String> commands = new ArrayList<>();
        for (Object command : (List<?>) described.get("script")) {
            commands.add(String.valueOf(command));
        }
        return List.of(new Step(job, String.join("\n", commands), variables));
    }

    /** The commands of a buildspec, phase by phase. */
    List<Step> codebuild() {
        Map<String, String> variables = variables(map(file.get("env")).get("variables"));
        List<Step> steps = new ArrayList<>();
        for (String phase : List.of("install", "pre_build", "build", "post_build")) {
            Object described = map(file.get("phases")).get(phase);
            if (described != null) {
                for (Object command : (List<?>) map(described).get("commands")) {
                    steps.add(new Step(phase, String.valueOf(command), variables));
                }
            }
        }
        return steps;
    }

    private static Map<String, String> variables(Object tree) {
        Map<String, String> variables = new LinkedHashMap<>();
        if (tree != null) {
            map(tree).forEach((name, value) -> {
                String text = String.valueOf(value);
                // What the CI system itself fills in is in the environment of the test already.
                if (!text.contains("${{") && !text.startsWith("$")) {
                    variables.put(String.valueOf(name), text);
                }
            });
        }
        return variables;
    }

    private static Map<?, ?> map(Object tree) {
        return (Map<?, ?>) tree;
    }
}
