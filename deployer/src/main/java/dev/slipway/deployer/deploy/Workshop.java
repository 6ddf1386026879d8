package dev.slipway.deployer.deploy;

import dev.slipway.deployer.cloud.Cloud;
import dev.slipway.deployer.console.Console;
import dev.slipway.deployer.project.Environment;
import dev.slipway.deployer.project.Project;
import dev.slipway.deployer.rollout.Pause;
import java.time.Clock;

/** What every step works with. */
public record Workshop(
        Project project, Environment environment, Cloud cloud, Console console, Clock clock, Pause pause) {}
