package dev.slipway.inference.session;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.Result;
import dev.slipway.inference.tensor.Datatype;
import dev.slipway.inference.tensor.Tensor;
import java.io.ByteArrayOutputStream;
import java.nio.LongBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Makes tensors of UINT16, UINT32 and UINT64, which ONNX Runtime's Java interface cannot: it has no Java type for them.
 * The numbers go in as INT64 and through a graph of one {@code Cast} node, whose output has the right type.
 */
final class UnsignedCast implements AutoCloseable {
    private static final int IR_VERSION = 8;
    private static final int OPSET = 13;
    private static final int INT64 = 7;
    private static final int INT_ATTRIBUTE = 2;

    private final OrtEnvironment environment;
    private final OrtSession session;

    private UnsignedCast(OrtEnvironment environment, OrtSession session) {
        this.environment = environment;
        this.session = session;
    }

    static UnsignedCast to(Datatype datatype, OrtEnvironment environment) throws OrtException {
        int type = switch (datatype) {
            case UINT16 -> 4;
            case UINT32 -> 12;
            case UINT64 -> 13;
            default -> throw new IllegalArgumentException(datatype + " needs no cast");
        };
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(1);
            return new UnsignedCast(environment, environment.createSession(graph(type), options));
        }
    }

    /** The caller closes it. */
    OnnxTensor apply(Tensor tensor) throws OrtException {
        LongBuffer wide = LongBuffer.allocate(tensor.elements());
        for (int i = 0; i < tensor.elements(); i++) {
            wide.put(i, tensor.integer(i));
        }
        try (OnnxTensor input = OnnxTensor.createTensor(environment, wide, tensor.shape())) {
            Result result = session.run(Map.of("x", input));
            return (OnnxTensor) result.get(0); // closing the tensor frees all that the result holds
        }
    }

    /** An ONNX file of one node, written field by field as onnx.proto numbers them. */
    private static byte[] graph(int type) {
        byte[] to = new Message()
                .text(1, "to")
                .number(3, type)
                .number(20, INT_ATTRIBUTE)
                .bytes();
        byte[] node = new Message()
                .text(1, "x")
                .text(2, "y")
                .text(4, "Cast")
                .message(5, to)
                .bytes();
        byte[] graph = new Message()
                .message(1, node)
                .text(2, "cast")
                .message(11, value("x", INT64))
                .message(12, value("y", type))
                .bytes();
        byte[] opset = new Message().text(1, "").number(2, OPSET).bytes();
        return new Message()
                .number(1, IR_VERSION)
                .message(7, graph)
                .message(8, opset)
                .bytes();
    }

    private static byte[] value(String name, int elementType) {
        byte[] tensor = new Message().number(1, elementType).bytes();
        return new Message()
                .text(1, name)
                .message(2, new Message().message(1, tensor).bytes())
                .bytes();
    }

    @Override
    public void close() throws OrtException {
        session.close();
    }

    /** Writes a protocol buffer. */
    private static final class Message {
        private final ByteArrayOutputStream out = new ByteArrayOutputStream();

        Message number(int field, int value) {
            varint(field << 3);
            varint(value);
            return this;
        }

        Message text(int field, String text) {
            return message(field, text.getBytes(StandardCharsets.UTF_8));
        }

        Message message(int field, byte[] content) {
            varint(field << 3 | 2);
            varint(content.length);
            out.writeBytes(content);
            return this;
        }

        byte[] bytes() {
            return out.toByteArray();
        }

        private void varint(int value) {
            int rest = value;
            while (rest >= 0x80) {
                out.write(rest & 0x7F | 0x80);
                rest >>>= 7;
            }
            out.write(rest);
        }
    }
}
