package dev.slipway.deployer.ci;

import dev.slipway.deployer.ExitCode;
import dev.slipway.deployer.SlipwayException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Writes a pipeline's files into a project: all of them, or none when one of another content is there already. */
public final class WritePipeline {
    private final Path root;

    public WritePipeline(Path root) {
        this.root = root;
    }

    /**
     * Writes what is not there.
     *
     * @param force whether files of another content are replaced
     * @return the paths that were written; empty when everything was there already
     */
    public List<String> write(Map<String, String> files, boolean force) {
        try {
            List<String> missing = new ArrayList<>();
            List<String> others = new ArrayList<>();
            for (Map.Entry<String, String> file : files.entrySet()) {
                Path path = root.resolve(file.getKey());
                if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
                    missing.add(file.getKey());
                } else if (!Files.isRegularFile(path) || !Files.readString(path).equals(file.getValue())) {
                    others.add(file.getKey());
                }
            }
            if (!others.isEmpty() && !force) {
                throw others(others);
            }
            missing.addAll(others);
            for (String path : missing) {
                write(root.resolve(path), files.getOrDefault(path, ""));
            }
            return missing;
        } catch (IOException e) {
            throw new SlipwayException(
                    ExitCode.FAILED, "cannot write the pipeline below " + root + ": " + e, "make it writable", e);
        }
    }

    private SlipwayException others(List<String> paths) {
        return new SlipwayException(
                ExitCode.USAGE,
                "nothing was written, for " + root + " has other files in these places:\n  - "
                        + String.join("\n  - ", paths),
                "see what you changed in them, then replace them with --force, or write elsewhere with --dir");
    }

    private static void write(Path path, String content) throws IOException {
        Files.createDirectories(path.toAbsolutePath().getParent());
        Files.writeString(path, content);
        PosixFileAttributeView posix = Files.getFileAttributeView(path, PosixFileAttributeView.class);
        if (content.startsWith("#!") && posix != null) {
            Set<PosixFilePermission> permissions = posix.readAttributes().permissions();
            permissions.add(PosixFilePermission.OWNER_EXECUTE);
            posix.setPermissions(permissions);
        }
    }
}
