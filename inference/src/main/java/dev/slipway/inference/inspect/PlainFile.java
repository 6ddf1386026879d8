package dev.slipway.inference.inspect;

import dev.slipway.inference.manifest.BundlePath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;

/** A file that lies in its folder itself: what is opened there is nothing else on the machine. */
public final class PlainFile {
    private PlainFile() {}

    /**
     * What forbids to open the path, or empty; nothing is opened to find out.
     *
     * @param folder without symbolic links
     * @param path relative to it
     */
    public static Optional<String> problem(Path folder, String path) {
        Optional<String> form = BundlePath.problem(path);
        if (form.isPresent()) {
            return form.map(problem -> "'" + path + "' " + problem);
        }
        Path at = folder;
        for (Path part : Path.of(path)) {
            at = at.resolve(part);
            if (Files.isSymbolicLink(at)) {
                return Optional.of(path + " is reached through the symbolic link " + folder.relativize(at)
                        + "; put the file itself there");
            }
        }
        if (!Files.exists(at)) {
            return Optional.of(path + " is missing");
        }
        if (!Files.isRegularFile(at, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.of(path + " is not a file");
        }
        if (names(at) > 1) {
            return Optional.of(path + " is a hard link: the same file has another name, maybe outside of the bundle; "
                    + "make it a file of its own: cp " + path + " copy && mv copy " + path);
        }
        return Files.isReadable(at) ? Optional.empty() : Optional.of(path + " is not readable");
    }

    private static int names(Path file) {
        try {
            return Files.getAttribute(file, "unix:nlink", LinkOption.NOFOLLOW_LINKS) instanceof Integer names
                    ? names
                    : 1;
        } catch (UnsupportedOperationException | IllegalArgumentException e) {
            return 1; // a file system that does not tell
        } catch (IOException e) {
            return 1; // gone or out of reach: opening it will say so
        }
    }
}
