package dev.slipway.deployer.local;

import dev.slipway.deployer.ExitCode;
import dev.slipway.deployer.SlipwayException;
import dev.slipway.deployer.project.EmbeddedCloudFile;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The embedded cloud over one state folder.
 *
 * @param home Slipway's own folder, which has the cloud's jar
 * @param project the folder against which a template's relative paths are resolved
 * @param state where the cloud keeps everything, and says where it listens
 */
public record LocalCloud(Path home, Path project, Path state) {
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    /** What it says of itself; empty when it does not run. */
    public Optional<EmbeddedCloudFile> running() {
        return EmbeddedCloudFile.ofRunning(state);
    }

    /**
     * Starts it unless it runs already, and returns when it answers.
     *
     * @param port where to listen; 0 takes a free one
     * @param detached true when it shall outlive this process and its terminal
     */
    public EmbeddedCloudFile up(int port, boolean detached) throws InterruptedException {
        return up(port, detached, List.of());
    }

    /** @param jwks where token issuers' keys are, each as {@code ISSUER=URL} or {@code ISSUER=FILE} */
    public EmbeddedCloudFile up(int port, boolean detached, List<String> jwks) throws InterruptedException {
        try {
            Files.createDirectories(state);
            // Two at once: the second waits here, and then finds it running.
            try (FileChannel channel = FileChannel.open(
                            state.resolve("up.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    FileLock lock = channel.lock()) {
                Optional<EmbeddedCloudFile> there = running();
                return there.isPresent() ? there.get() : new CloudStart(this, port, detached, jwks).start();
            }
        } catch (IOException e) {
            throw new SlipwayException(
                    ExitCode.FAILED,
                    "cannot start the embedded cloud in " + state + ": " + e.getMessage(),
                    "make the folder writable, or choose another project with --project",
                    e);
        }
    }

    /** Stops it and its workers; false when it did not run. Its state stays. */
    public boolean down() throws InterruptedException {
        Optional<ProcessHandle> process = running().flatMap(file -> ProcessHandle.of(file.pid()));
        if (process.isEmpty()) {
            return false;
        }
        stop(process.get());
        return true;
    }

    static void stop(ProcessHandle process) throws InterruptedException {
        process.destroy();
        try {
            process.onExit().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
            process.onExit().join();
        } catch (ExecutionException e) {
            throw new IllegalStateException("a process that cannot be waited for: " + process.pid(), e);
        }
    }
}
