package dev.slipway.acceptance.structure;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The house as it stands on disk: every module's compiled classes and its sources. */
final class Modules {
    private static final List<String> NAMES = List.of("inference", "function", "local", "deployer", "bench", "hostile");
    private static final Path HOME = home();

    private Modules() {}

    /** The classes that ship, of all modules; tests are left out. */
    static JavaClasses classes() {
        List<Path> folders = NAMES.stream()
                .map(name -> HOME.resolve(name).resolve("target/classes"))
                .toList();
        for (Path folder : folders) {
            if (!Files.isDirectory(folder)) {
                throw new IllegalStateException(
                        folder + " is missing: run the build from the root, so that every rule" + " sees every module");
            }
        }
        return new ClassFileImporter().importPaths(folders);
    }

    /** Every Java file of main and test code. */
    static List<Path> sources() {
        return Stream.concat(NAMES.stream(), Stream.of("acceptance"))
                .flatMap(name -> javaFiles(HOME.resolve(name).resolve("src")))
                .toList();
    }

    /** Every Java file of main code. */
    static List<Path> mainSources() {
        return NAMES.stream()
                .flatMap(name -> javaFiles(HOME.resolve(name).resolve("src/main/java")))
                .toList();
    }

    static Path root() {
        return HOME;
    }

    static String relative(Path file) {
        return HOME.relativize(file).toString();
    }

    private static Stream<Path> javaFiles(Path folder) {
        if (!Files.isDirectory(folder)) {
            return Stream.empty();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".java")).sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path home() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("pom.xml")) || !Files.exists(folder.resolve("inference"))) {
            folder = folder.getParent();
            if (folder == null) {
                throw new IllegalStateException(
                        "no folder above " + Path.of("").toAbsolutePath() + " is the project's root");
            }
        }
        return folder;
    }
}
