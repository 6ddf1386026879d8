package dev.slipway.deployer.ledger;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Where a bundle's folder stands in git.
 *
 * @param dirty true when files were changed since the commit
 */
public record GitState(String commit, boolean dirty) {
    private static final int PATIENCE_SECONDS = 10;

    /** The state of the repository around the folder; empty without git or a commit. */
    public static Optional<GitState> of(Path folder) {
        return git(folder, "rev-parse", "HEAD")
                .filter(commit -> !commit.isBlank())
                .map(commit -> new GitState(
                        commit.strip(),
                        !git(folder, "status", "--porcelain", "--", ".")
                                .orElse("")
                                .isBlank()));
    }

    private static Optional<String> git(Path folder, String... arguments) {
        List<String> command = new ArrayList<>(List.of("git", "-C", folder.toString()));
        command.addAll(List.of(arguments));
        try {
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            boolean ended = process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
            return ended && process.exitValue() == 0 ? Optional.of(out) : Optional.empty();
        } catch (IOException e) {
            // No git on this machine: the ledger says nothing about a commit.
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
