package dev.slipway.inference.inspect;

import static dev.slipway.inference.inspect.ProtoReader.MESSAGE;
import static dev.slipway.inference.inspect.ProtoReader.VARINT;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** What ONNX Runtime does not tell of a file: read from its protocol buffer, field by field as onnx.proto numbers them. */
final class ModelScan {
    private static final int DEEPEST = 32;
    private static final int MOST_ENTRIES = 16;

    private final SortedMap<String, Long> opsets = new TreeMap<>();
    private final ExternalData external = new ExternalData();
    private final ProtoReader proto;
    private long irVersion;
    private String producer = "";
    private boolean graph;

    private ModelScan(ProtoReader proto) {
        this.proto = proto;
    }

    /** @throws dev.slipway.inference.InferenceException MODEL when the file is no ONNX model, or reaches out of its folder */
    static ModelScan of(Path file) {
        try (ProtoReader proto = new ProtoReader(file)) {
            ModelScan scan = new ModelScan(proto);
            scan.model();
            scan.checkGraph(file);
            scan.external.check(file);
            return scan;
        } catch (IOException e) {
            throw FileKind.refused(
                    file,
                    "is no ONNX model, or was cut short: " + e.getMessage()
                            + "; export it once more and compare its size");
        }
    }

    long irVersion() {
        return irVersion;
    }

    SortedMap<String, Long> opsets() {
        return opsets;
    }

    String producer() {
        return producer;
    }

    Set<String> externalData() {
        return external.paths();
    }

    private void model() throws IOException {
        while (proto.next(proto.size())) {
            if (proto.is(1, VARINT)) {
                irVersion = proto.varint();
            } else if (proto.is(2, MESSAGE)) {
                producer = proto.text();
            } else if (proto.is(3, MESSAGE)) {
                producer = (producer + " " + proto.text()).strip();
            } else if (proto.is(7, MESSAGE)) {
                graph = true;
                graph(proto.enter(), 0);
            } else if (proto.is(8, MESSAGE)) {
                opset(proto.enter());
            } else if (proto.is(25, MESSAGE)) {
                function(proto.enter());
            } else {
                proto.skip();
            }
        }
    }

    private void opset(long end) throws IOException {
        String domain = "";
        long version = 0;
        while (proto.next(end)) {
            if (proto.is(1, MESSAGE)) {
                domain = proto.text();
            } else if (proto.is(2, VARINT)) {
                version = proto.varint();
            } else {
                proto.skip();
            }
        }
        opsets.put(domain.isEmpty() ? "ai.onnx" : domain, version);
    }

    private void function(long end) throws IOException {
        while (proto.next(end)) {
            if (proto.is(7, MESSAGE)) {
                node(proto.enter(), 0);
            } else {
                proto.skip();
            }
        }
    }

    private void graph(long end, int depth) throws IOException {
        if (depth > DEEPEST) {
            throw proto.broken("graphs nested deeper than " + DEEPEST);
        }
        while (proto.next(end)) {
            if (proto.is(1, MESSAGE)) {
                node(proto.enter(), depth);
            } else if (proto.is(5, MESSAGE)) {
                tensor(proto.enter());
            } else if (proto.is(15, MESSAGE)) {
                sparseTensor(proto.enter());
            } else {
                proto.skip();
            }
        }
    }

    private void node(long end, int depth) throws IOException {
        while (proto.next(end)) {
            if (proto.is(5, MESSAGE)) {
                attribute(proto.enter(), depth);
            } else {
                proto.skip();
            }
        }
    }

    private void attribute(long end, int depth) throws IOException {
        while (proto.next(end)) {
            if (proto.is(5, MESSAGE) || proto.is(10, MESSAGE)) {
                tensor(proto.enter());
            } else if (proto.is(6, MESSAGE) || proto.is(11, MESSAGE)) {
                graph(proto.enter(), depth + 1);
            } else if (proto.is(22, MESSAGE) || proto.is(23, MESSAGE)) {
                sparseTensor(proto.enter());
            } else {
                proto.skip();
            }
        }
    }

    private void sparseTensor(long end) throws IOException {
        while (proto.next(end)) {
            if (proto.is(1, MESSAGE) || proto.is(2, MESSAGE)) {
                tensor(proto.enter());
            } else {
                proto.skip();
            }
        }
    }

    private void tensor(long end) throws IOException {
        Map<String, String> entries = new HashMap<>();
        while (proto.next(end)) {
            if (proto.is(13, MESSAGE)) {
                externalEntry(proto.enter(), entries);
            } else {
                proto.skip();
            }
        }
        external.add(entries);
    }

    private void externalEntry(long end, Map<String, String> entries) throws IOException {
        String key = "";
        String value = "";
        while (proto.next(end)) {
            if (proto.is(1, MESSAGE)) {
                key = proto.text();
            } else if (proto.is(2, MESSAGE)) {
                value = proto.text();
            } else {
                proto.skip();
            }
        }
        if (entries.size() < MOST_ENTRIES) {
            // The last one of a key counts, as it does for a protocol buffer's map; others have no meaning to us.
            String previous = entries.put(key, value);
            if (key.equals("location") && previous != null) {
                throw proto.broken("a tensor at two places");
            }
        } else {
            throw proto.broken("a tensor with more than " + MOST_ENTRIES + " entries about its place");
        }
    }

    private void checkGraph(Path file) {
        if (irVersion < 1) {
            throw FileKind.refused(
                    file, "is of the IR version " + irVersion + ", which never was; export it once more");
        }
        if (!graph) {
            throw FileKind.refused(
                    file,
                    "holds no ONNX graph; it may be another protocol buffer, a TensorFlow SavedModel for instance: convert "
                            + "that with tf2onnx");
        }
    }
}
