package dev.slipway.inference.inspect;

import dev.slipway.inference.InferenceException;
import dev.slipway.inference.InferenceException.Category;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/** Recognises files that people take for ONNX models by their first bytes. */
final class FileKind {
    private static final int HEAD = 1024;
    private static final long LARGEST = Integer.MAX_VALUE;
    private static final int MAGIC_AT_4 = 4;
    private static final int SAFETENSORS_HEADER = 8;

    private record Kind(Predicate<String> sign, String message) {}

    private static final List<Kind> KINDS = List.of(
            starts("\u001F\u008B", "is compressed with gzip; unpack it first: gunzip"),
            new Kind(
                    head -> head.startsWith("PK\u0003\u0004") && head.contains("data.pkl"),
                    "is a PyTorch checkpoint; export the model with torch.onnx.export"),
            starts("PK\u0003\u0004", "is a zip archive; unpack it first, or export the model in it to ONNX"),
            new Kind(
                    head -> head.length() > 1
                            && head.charAt(0) == '\u0080'
                            && head.charAt(1) >= 2
                            && head.charAt(1) <= 5,
                    "is a Python pickle (scikit-learn, joblib or an old PyTorch); convert it with skl2onnx or "
                            + "torch.onnx.export"),
            starts("\u0089HDF", "is an HDF5 file (Keras); convert it with tf2onnx"),
            starts("\u0093NUMPY", "is a NumPy array, not a model"),
            starts("GGUF", "is a GGUF language model, which ONNX Runtime does not run"),
            starts("\u007FELF", "is a program, not a model"),
            new Kind(
                    head -> head.startsWith("TFL3", MAGIC_AT_4),
                    "is a TensorFlow Lite model; convert it with tf2onnx --tflite"),
            new Kind(
                    head -> head.startsWith("ORTM", MAGIC_AT_4),
                    "is a model in ONNX Runtime's own .ort format; give the .onnx file it was made from"),
            new Kind(
                    head -> head.startsWith("{\"", SAFETENSORS_HEADER),
                    "is a safetensors file: weights without a graph; export the model to ONNX, with optimum-cli for "
                            + "instance"),
            starts(
                    "version https://git-lfs",
                    "is a Git LFS pointer, not the model; fetch the model with: git lfs pull"),
            new Kind(
                    head -> head.stripLeading().toLowerCase(Locale.ROOT).matches("(?s)<(!doctype html|html|head).*"),
                    "is a web page, so its download went wrong; download it once more from the file's own address"),
            new Kind(head -> head.stripLeading().startsWith("<"), "is an XML text, not an ONNX model"),
            new Kind(
                    head -> head.stripLeading().startsWith("{")
                            || head.stripLeading().startsWith("["),
                    "is a JSON text, not an ONNX model; convert XGBoost or LightGBM models with onnxmltools"),
            starts("tree\nversion=", "is a LightGBM text model; convert it with onnxmltools"));

    private FileKind() {}

    private static Kind starts(String magic, String message) {
        return new Kind(head -> head.startsWith(magic), message);
    }

    /** Throws when the file is missing, empty, or known to be something else. */
    static void refuseOthers(Path file) {
        String head = head(file);
        refuseTooLarge(file);
        if (head.isEmpty()) {
            throw refused(file, "is empty; export the model once more");
        }
        for (Kind kind : KINDS) {
            if (kind.sign().test(head)) {
                throw refused(file, kind.message());
            }
        }
    }

    static InferenceException refused(Path file, String message) {
        return new InferenceException(Category.MODEL, file.getFileName() + " " + message);
    }

    /** A protocol buffer cannot be larger: whatever is, was not written as a model. */
    private static void refuseTooLarge(Path file) {
        try {
            if (Files.size(file) > LARGEST) {
                throw refused(
                        file,
                        "has more than 2 GB, which no ONNX file can have; save its weights as external data beside it");
            }
        } catch (IOException e) {
            throw refused(file, "cannot be read (" + e.getClass().getSimpleName() + "); check its permissions");
        }
    }

    private static String head(Path file) {
        if (!Files.exists(file)) {
            throw refused(file, "does not exist in " + file.toAbsolutePath().getParent() + "; put the model there");
        }
        if (!Files.isRegularFile(file)) {
            throw refused(file, "is no regular file; give the .onnx file itself");
        }
        try (InputStream in = Files.newInputStream(file)) {
            return new String(in.readNBytes(HEAD), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw refused(file, "cannot be read (" + e.getClass().getSimpleName() + "); check its permissions");
        }
    }
}
