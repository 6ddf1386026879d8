package dev.slipway.deployer.cli;

import dev.slipway.deployer.project.Environment;
import dev.slipway.deployer.project.Project;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that every command takes. */
final class GlobalOptions {

    enum Output {
        text,
        json,
        /** Where a command has something to say in it. */
        markdown
    }

    @Option(
            names = "--output",
            paramLabel = "text|json",
            defaultValue = "text",
            description = "What stdout carries: words, or one JSON document. Default: text.")
    Output output = Output.text;

    @Option(
            names = "--env",
            paramLabel = "NAME",
            description = "The environment of slipway.yaml. Default: its default_environment.")
    @Nullable
    String env;

    @Option(names = "--profile", paramLabel = "NAME", description = "The AWS profile.")
    @Nullable
    String profile;

    @Option(names = "--region", paramLabel = "NAME", description = "The AWS region.")
    @Nullable
    String region;

    @Option(names = "--endpoint-url", paramLabel = "URL", description = "Where all AWS services are reached instead.")
    @Nullable
    String endpointUrl;

    @Option(
            names = "--project",
            paramLabel = "DIR",
            description = "The project's folder. Default: the nearest one upwards with a slipway.yaml.")
    @Nullable
    Path project;

    @Option(names = "--debug", description = "Stack traces with errors.")
    boolean debug;

    /** The environment that the options choose; those for AWS leave the embedded cloud when none is named. */
    Environment environment(Project of) {
        boolean aws = profile != null || region != null || endpointUrl != null;
        String fallback = aws ? "aws" : of.file().defaultEnvironment();
        Environment base = of.file().environment(Optional.ofNullable(env).orElse(fallback));
        return new Environment(
                base.name(),
                base.embedded() && endpointUrl == null,
                Optional.ofNullable(region).or(base::region),
                Optional.ofNullable(profile).or(base::profile),
                Optional.ofNullable(endpointUrl).or(base::endpoint),
                base.parameters(),
                base.signingKey());
    }
}
