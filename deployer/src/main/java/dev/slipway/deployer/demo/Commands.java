package dev.slipway.deployer.demo;

/** Runs the slipway command as a user would. */
public interface Commands {
    /** @return its exit code */
    int run(String... arguments);
}
