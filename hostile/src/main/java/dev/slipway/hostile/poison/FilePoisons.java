package dev.slipway.hostile.poison;

import static dev.slipway.hostile.poison.Poison.model;
import static dev.slipway.hostile.poison.Poison.refused;

import dev.slipway.hostile.onnx.Graph;
import dev.slipway.hostile.onnx.Message;
import dev.slipway.hostile.onnx.Onnx;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Files named model.onnx that are something else, or far too much of it. */
final class FilePoisons {
    private static final long GB = 1L << 30;

    private FilePoisons() {}

    static List<Poison> all() {
        return List.of(
                refused("empty-file", new byte[0], "is empty", "export the model"),
                refused(
                        "plain-text",
                        "this is no model\n".repeat(50).getBytes(StandardCharsets.UTF_8),
                        "no ONNX model"),
                refused("gzip", gzip(), "compressed with gzip", "gunzip"),
                refused("zip", zip("model.bin"), "zip archive", "unpack"),
                refused("torch-checkpoint", zip("archive/data.pkl"), "PyTorch checkpoint", "torch.onnx.export"),
                refused("pickle", new byte[] {(byte) 0x80, 4, 'c', 'o', 's', '\n', '.'}, "Python pickle", "skl2onnx"),
                refused("safetensors", safetensors(), "safetensors", "export"),
                refused(
                        "git-lfs-pointer",
                        "version https://git-lfs.github.com/spec/v1\n".getBytes(StandardCharsets.UTF_8),
                        "Git LFS pointer",
                        "git lfs pull"),
                refused(
                        "xml-entity-bomb",
                        "<?xml version=\"1.0\"?><!DOCTYPE a [<!ENTITY b \"bb\">]>".getBytes(StandardCharsets.UTF_8),
                        "XML text"),
                refused("sparse-3-gb-of-zeros", bundle -> sparse(model(bundle), new byte[0], 3 * GB), "2 GB"),
                refused("sparse-3-gb-behind-a-graph", FilePoisons::paddedGraph, "2 GB"),
                refused(
                        "weights-of-11-gb",
                        bundle -> {
                            Message weights = Onnx.external(Onnx.tensor("w", Onnx.FLOAT, 2), "w.bin");
                            Files.write(model(bundle), withWeights(weights));
                            sparse(bundle.resolve("w.bin"), new byte[0], 11 * GB);
                        },
                        "10 GB"));
    }

    private static void paddedGraph(Path bundle) throws IOException {
        Message head = new Message()
                .raw(Graph.identity().model())
                .tag(6, Message.LENGTH)
                .number(3 * GB);
        sparse(model(bundle), head.toBytes(), 3 * GB);
    }

    /** {@code y = x + w}. */
    static byte[] withWeights(Message weights) {
        return Graph.fromXToY()
                .node("Add", List.of("x", "w"), List.of("y"))
                .initializer(weights)
                .model();
    }

    private static void sparse(Path file, byte[] head, long zeros) throws IOException {
        try (RandomAccessFile target = new RandomAccessFile(file.toFile(), "rw")) {
            target.setLength(0);
            target.write(head);
            target.setLength(head.length + zeros);
        }
    }

    private static byte[] gzip() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(Graph.identity().model());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static byte[] zip(String entry) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream out = new ZipOutputStream(bytes)) {
            out.putNextEntry(new ZipEntry(entry));
            out.write(Graph.identity().model());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static byte[] safetensors() {
        byte[] header =
                "{\"w\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}".getBytes(StandardCharsets.UTF_8);
        return new Message()
                .raw((byte) header.length, (byte) 0, (byte) 0, (byte) 0, (byte) 0, (byte) 0, (byte) 0, (byte) 0)
                .raw(header)
                .raw(new byte[4])
                .toBytes();
    }
}
