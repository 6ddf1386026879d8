package dev.slipway.hostile.poison;

import static dev.slipway.hostile.poison.Poison.model;
import static dev.slipway.hostile.poison.Poison.refused;

import dev.slipway.hostile.onnx.Onnx;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Bundles whose files are links to somewhere else, or no files at all. */
final class LinkPoisons {
    private LinkPoisons() {}

    static List<Poison> all() {
        return Stream.of(symbolicLinks(), hardLinks(), specialFiles())
                .flatMap(List::stream)
                .toList();
    }

    private static List<Poison> symbolicLinks() {
        return List.of(
                refused("symlink-for-the-model", bundle -> symlink(bundle, "model.onnx"), "symbolic link model.onnx"),
                refused("symlink-for-golden", bundle -> symlink(bundle, "golden.json"), "symbolic link golden.json"),
                refused(
                        "symlink-for-the-description",
                        bundle -> symlink(bundle, "model.yaml"),
                        "symbolic link model.yaml"),
                refused(
                        "symlink-for-the-evaluation",
                        bundle -> {
                            Files.writeString(Basis.evaluated(bundle), "{}");
                            symlink(bundle, "evaluation.jsonl");
                        },
                        "symbolic link evaluation.jsonl"),
                refused(
                        "symlink-for-weights",
                        bundle -> {
                            weights(bundle, "w.bin");
                            symlink(bundle, "w.bin");
                        },
                        "w.bin",
                        "no file beside it"),
                refused(
                        "symlink-for-the-folder-of-weights",
                        bundle -> {
                            weights(bundle, "data/w.bin");
                            Path outside = outside(bundle);
                            Files.move(bundle.resolve("data"), outside.resolve("data"));
                            Files.createSymbolicLink(bundle.resolve("data"), outside.resolve("data"));
                        },
                        "data/w.bin",
                        "symbolic link"),
                refused(
                        "symlink-that-leads-nowhere",
                        bundle -> {
                            Files.delete(model(bundle));
                            Files.createSymbolicLink(model(bundle), Path.of("nowhere"));
                        },
                        "symbolic link model.onnx"),
                refused(
                        "symlink-to-itself",
                        bundle -> {
                            Files.delete(model(bundle));
                            Files.createSymbolicLink(model(bundle), Path.of("model.onnx"));
                        },
                        "symbolic link model.onnx"));
    }

    private static List<Poison> hardLinks() {
        return List.of(
                refused(
                        "hard-link-for-the-model",
                        bundle -> hardLink(bundle, "model.onnx"),
                        "model.onnx",
                        "hard link",
                        "cp "),
                refused(
                        "hard-link-for-golden",
                        bundle -> hardLink(bundle, "golden.json"),
                        "golden.json",
                        "hard link",
                        "cp "),
                refused(
                        "hard-link-for-weights",
                        bundle -> {
                            weights(bundle, "w.bin");
                            hardLink(bundle, "w.bin");
                        },
                        "w.bin",
                        "hard link",
                        "cp "),
                refused(
                        "hard-link-for-the-evaluation",
                        bundle -> {
                            Files.writeString(Basis.evaluated(bundle), "{}");
                            hardLink(bundle, "evaluation.jsonl");
                        },
                        "evaluation.jsonl",
                        "hard link",
                        "cp "));
    }

    private static List<Poison> specialFiles() {
        return List.of(
                refused("fifo-for-the-model", bundle -> fifo(bundle, "model.onnx"), "model.onnx is not a file"),
                refused("fifo-for-golden", bundle -> fifo(bundle, "golden.json"), "golden.json is not a file"),
                refused("fifo-for-the-description", bundle -> fifo(bundle, "model.yaml"), "model.yaml is not a file"),
                refused(
                        "fifo-for-weights",
                        bundle -> {
                            weights(bundle, "w.bin");
                            fifo(bundle, "w.bin");
                        },
                        "w.bin",
                        "no file beside it"),
                refused(
                        "device-for-the-model",
                        bundle -> {
                            Files.delete(model(bundle));
                            Files.createSymbolicLink(model(bundle), Path.of("/dev/zero"));
                        },
                        "symbolic link model.onnx"),
                refused("socket-for-the-model", LinkPoisons::socket, "model.onnx is not a file"),
                refused(
                        "folder-for-the-model",
                        bundle -> {
                            Files.delete(model(bundle));
                            Files.createDirectory(model(bundle));
                        },
                        "model.onnx is not a file"),
                refused(
                        "description-that-names-a-file-outside",
                        bundle -> Files.writeString(
                                bundle.resolve("model.yaml"),
                                Basis.DESCRIPTION + "model: ../../etc/passwd\ngolden: /etc/shadow\n"),
                        "model: leaves the bundle's folder",
                        "golden: is absolute"));
    }

    private static void weights(Path bundle, String file) throws IOException {
        Files.write(
                model(bundle),
                FilePoisons.withWeights(Onnx.external(Onnx.tensor("w", Onnx.FLOAT, 2), file, "length", "8")));
        Files.createDirectories(bundle.resolve(file).getParent());
        Files.write(bundle.resolve(file), new byte[8]);
    }

    private static Path outside(Path bundle) throws IOException {
        return Files.createDirectories(bundle.resolveSibling("outside-" + bundle.getFileName()));
    }

    private static void symlink(Path bundle, String file) throws IOException {
        Path target = outside(bundle).resolve(file);
        Files.move(bundle.resolve(file), target);
        Files.createSymbolicLink(bundle.resolve(file), target);
    }

    private static void hardLink(Path bundle, String file) throws IOException {
        Path target = outside(bundle).resolve(file);
        Files.move(bundle.resolve(file), target);
        Files.createLink(bundle.resolve(file), target);
    }

    private static void fifo(Path bundle, String file) throws IOException {
        Files.deleteIfExists(bundle.resolve(file));
        Process made = new ProcessBuilder("mkfifo", bundle.resolve(file).toString()).start();
        try {
            if (!made.waitFor(10, TimeUnit.SECONDS) || made.exitValue() != 0) {
                throw new IOException("mkfifo made no " + file);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private static void socket(Path bundle) throws IOException {
        Files.delete(model(bundle));
        // Bound by a relative name elsewhere and moved: a socket's path is 108 bytes at most.
        Path folder = Files.createTempDirectory("s");
        try (ServerSocketChannel channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            channel.bind(UnixDomainSocketAddress.of(folder.resolve("s")));
            Files.move(folder.resolve("s"), model(bundle));
        }
        Files.delete(folder);
    }
}
