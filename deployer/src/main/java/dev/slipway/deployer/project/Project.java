package dev.slipway.deployer.project;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A project on disk.
 *
 * @param root the folder of slipway.yaml; the embedded cloud's state is below it
 * @param home Slipway's own folder: packaged jars and template
 */
public record Project(Path root, Path home, ProjectFile file) {

    /** Opens the project of a folder: its nearest parent with a slipway.yaml, else {@code home}. */
    public static Project nearest(Path folder, Path home) {
        for (Path at = folder.toAbsolutePath().normalize(); at != null; at = at.getParent()) {
            if (Files.exists(at.resolve(ProjectFile.NAME))) {
                return open(at, home);
            }
        }
        return open(home, home);
    }

    public static Project open(Path root, Path home) {
        Path absolute = root.toAbsolutePath().normalize();
        return new Project(absolute, home.toAbsolutePath().normalize(), ProjectFile.read(absolute));
    }

    /** Where the embedded cloud keeps its state and says where it listens. */
    public Path localState() {
        return root.resolve(".slipway").resolve("local");
    }

    /** The stack's template: the project's own, else Slipway's. */
    public Path template() {
        Path own = root.resolve("template.yaml");
        return Files.exists(own) ? own : home.resolve("template.yaml");
    }
}
