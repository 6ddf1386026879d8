package dev.slipway.deployer.ci;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The arguments of {@code sam deploy} that bring one model's stack up to date without asking anybody. */
public final class SamArguments {
    private SamArguments() {}

    public static List<String> of(
            String stack, Path template, Map<String, String> parameters, Optional<String> region) {
        List<String> arguments = new ArrayList<>(List.of(
                "--stack-name",
                stack,
                "--template-file",
                template.toString(),
                "--capabilities",
                "CAPABILITY_IAM",
                "--no-confirm-changeset",
                "--no-fail-on-empty-changeset"));
        region.ifPresent(name -> arguments.addAll(List.of("--region", name)));
        arguments.add("--parameter-overrides");
        parameters.forEach((name, value) -> arguments.add(name + "=" + value));
        return arguments;
    }
}
