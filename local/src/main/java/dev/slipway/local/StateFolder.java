package dev.slipway.local;

import dev.slipway.local.files.AtomicFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** The folder that holds everything the cloud must remember; only one process at a time may have it. */
final class StateFolder implements AutoCloseable {
    private final Path root;
    private final FileChannel lockFile;

    private StateFolder(Path root, FileChannel lockFile) {
        this.root = root;
        this.lockFile = lockFile;
    }

    /** @throws IOException when another embedded cloud has the folder: the message names its pid */
    static StateFolder lock(Path root) throws IOException {
        Files.createDirectories(root);
        // "rw" without truncation: until the lock is ours the pid in it is the other's.
        FileChannel channel = FileChannel.open(
                root.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        FileLock lock = tryLock(channel);
        if (lock == null) {
            String holder = read(channel);
            channel.close();
            throw new IOException("the state folder " + root + " is in use by the embedded cloud with pid " + holder
                    + ": stop it (kill " + holder + "), or choose another folder with --state");
        }
        channel.truncate(0);
        channel.write(
                ByteBuffer.wrap(Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.UTF_8)));
        channel.force(false);
        return new StateFolder(root, channel);
    }

    /** A service's own folder. */
    Path service(String name) throws IOException {
        return Files.createDirectories(root.resolve("state").resolve(name));
    }

    /** A file that other processes read. */
    Path file(String name) {
        return root.resolve(name);
    }

    /** Tells other processes where the cloud answers. */
    void announce(String json) throws IOException {
        AtomicFile.write(root.resolve("cloud.json"), json.getBytes(StandardCharsets.UTF_8));
    }

    /** Takes the announcement back and lets the folder go; what the services wrote stays. */
    @Override
    public void close() throws IOException {
        Files.deleteIfExists(root.resolve("cloud.json"));
        lockFile.close();
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException heldByThisProcess) {
            return null;
        }
    }

    private static String read(FileChannel channel) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(32);
        channel.read(bytes, 0);
        return new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8).trim();
    }
}
