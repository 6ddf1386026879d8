package dev.slipway.hostile.onnx;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/** The messages of onnx.proto, by its field numbers. */
public final class Onnx {
    public static final int FLOAT = 1;
    public static final int INT8 = 3;
    public static final int INT32 = 6;
    public static final int INT64 = 7;
    public static final int STRING = 8;
    public static final int BOOL = 9;
    public static final int FLOAT8 = 17;
    public static final int INT4 = 22;

    public static final int MODEL_GRAPH = 7;
    public static final int MODEL_OPSET = 8;
    public static final int MODEL_METADATA = 14;
    public static final int MODEL_TRAINING = 20;
    public static final int MODEL_FUNCTION = 25;

    private static final int IR_VERSION = 9;
    private static final int OPSET = 17;

    private Onnx() {}

    /** A model of the usual versions around a graph. */
    public static Message model(Message graph) {
        return header().message(MODEL_GRAPH, graph);
    }

    /** A model of the usual versions without its graph. */
    public static Message header() {
        return new Message().varint(1, IR_VERSION).text(2, "hostile").message(MODEL_OPSET, opset("", OPSET));
    }

    public static Message opset(String domain, long version) {
        return new Message().text(1, domain).varint(2, version);
    }

    /** A node without attributes. */
    public static Message node(String operator, List<String> inputs, List<String> outputs) {
        Message node = new Message();
        inputs.forEach(input -> node.text(1, input));
        outputs.forEach(output -> node.text(2, output));
        return node.text(3, operator + "_" + String.join("_", outputs)).text(4, operator);
    }

    /** A node with attributes. */
    public static Message node(String operator, List<String> inputs, List<String> outputs, Message... attributes) {
        Message node = node(operator, inputs, outputs);
        for (Message attribute : attributes) {
            node.message(5, attribute);
        }
        return node;
    }

    public static Message attribute(String name, long value) {
        return new Message().text(1, name).varint(3, value).varint(20, 2);
    }

    public static Message attribute(String name, String value) {
        return new Message().text(1, name).text(4, value).varint(20, 3);
    }

    public static Message tensorAttribute(String name, Message tensor) {
        return new Message().text(1, name).message(5, tensor).varint(20, 4);
    }

    public static Message graphAttribute(String name, Message graph) {
        return new Message().text(1, name).message(6, graph).varint(20, 5);
    }

    public static Message attribute(String name, long... values) {
        Message attribute = new Message().text(1, name);
        for (long value : values) {
            attribute.varint(8, value);
        }
        return attribute.varint(20, 7);
    }

    /** An input, output or inner value that is a tensor; -1 is a dimension of any size. */
    public static Message value(String name, int type, long... dimensions) {
        return value(name, tensorType(type, dimensions));
    }

    public static Message value(String name, Message type) {
        return new Message().text(1, name).message(2, type);
    }

    public static Message tensorType(int type, long... dimensions) {
        Message shape = new Message();
        for (long dimension : dimensions) {
            shape.message(1, dimension == -1 ? new Message().text(2, "n") : new Message().varint(1, dimension));
        }
        return new Message().message(1, new Message().varint(1, type).message(2, shape));
    }

    /** A tensor's head: what must hold its data is still to be written. */
    public static Message tensor(String name, int type, long... dimensions) {
        Message tensor = new Message();
        for (long dimension : dimensions) {
            tensor.varint(1, dimension);
        }
        return tensor.varint(2, type).text(8, name);
    }

    public static Message floats(String name, long[] dimensions, float... values) {
        ByteBuffer data = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (float value : values) {
            data.putFloat(value);
        }
        return tensor(name, FLOAT, dimensions).bytes(9, data.array());
    }

    /** A list of whole numbers; shapes, mostly. */
    public static Message integers(String name, long... values) {
        return integers(name, new long[] {values.length}, values);
    }

    /** One whole number without dimensions. */
    public static Message integer(String name, long value) {
        return integers(name, new long[0], value);
    }

    private static Message integers(String name, long[] dimensions, long... values) {
        ByteBuffer data = ByteBuffer.allocate(values.length * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (long value : values) {
            data.putLong(value);
        }
        return tensor(name, INT64, dimensions).bytes(9, data.array());
    }

    /** A tensor whose data is said to lie in another file; null leaves an entry out. */
    public static Message external(Message tensor, String location, String... keysAndValues) {
        tensor.message(13, entry("location", location));
        for (int i = 0; i < keysAndValues.length; i += 2) {
            tensor.message(13, entry(keysAndValues[i], keysAndValues[i + 1]));
        }
        return tensor.varint(14, 1);
    }

    public static Message entry(String key, String value) {
        return new Message().text(1, key).text(2, value);
    }
}
