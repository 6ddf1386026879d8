package dev.slipway.acceptance;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;

/** Copies of a bundle that differ from all before: each is a model of its own to push and to release. */
final class FreshBundles {
    private static final int DOC_STRING = 6 << 3 | 2;

    private final Path folder;
    private int made;

    FreshBundles(Path folder) {
        this.folder = folder;
    }

    String small() {
        return copy().toString();
    }

    /** One whose model is so large that it goes up in parts: the graph has a long text, which nobody reads. */
    String large(int bytes) {
        Path bundle = copy();
        byte[] text = new byte[bytes];
        Arrays.fill(text, (byte) 'a');
        System.arraycopy(String.valueOf(made).getBytes(StandardCharsets.UTF_8), 0, text, 0, 1);
        ByteArrayOutputStream field = new ByteArrayOutputStream(bytes + 8);
        field.write(DOC_STRING);
        for (int rest = bytes; rest > 0; rest >>>= 7) {
            field.write(rest > 127 ? rest & 127 | 128 : rest);
        }
        field.writeBytes(text);
        try {
            Files.write(bundle.resolve("model.onnx"), field.toByteArray(), java.nio.file.StandardOpenOption.APPEND);
            return bundle.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path copy() {
        Path bundle = folder.resolve("bundle-" + ++made);
        try (Stream<Path> files = Files.list(Path.of(Penguins.V1))) {
            Files.createDirectories(bundle);
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, bundle.resolve(file.getFileName()));
            }
            Path description = bundle.resolve("model.yaml");
            String yaml = Files.readString(description);
            Files.writeString(description, yaml.replaceFirst("(?m)^description: .*$", "description: Copy " + made));
            return bundle;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
