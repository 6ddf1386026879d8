package dev.slipway.hostile.onnx;

import java.util.List;

/** A graph's message as it is written; its name and values in any order, as often as one likes. */
public final class Graph {
    private final Message message = new Message().text(2, "g");

    /** A graph that takes {@code x: FP32 [n, 2]} and has to give {@code y} of the same kind. */
    public static Graph fromXToY() {
        return new Graph().input(Onnx.value("x", Onnx.FLOAT, -1, 2)).output(Onnx.value("y", Onnx.FLOAT, -1, 2));
    }

    /** Whose answer is its request. */
    public static Graph identity() {
        return fromXToY().node("Identity", List.of("x"), List.of("y"));
    }

    public Graph node(Message node) {
        message.message(1, node);
        return this;
    }

    public Graph node(String operator, List<String> inputs, List<String> outputs, Message... attributes) {
        return node(Onnx.node(operator, inputs, outputs, attributes));
    }

    public Graph initializer(Message tensor) {
        message.message(5, tensor);
        return this;
    }

    public Graph input(Message value) {
        message.message(11, value);
        return this;
    }

    public Graph output(Message value) {
        message.message(12, value);
        return this;
    }

    public Graph value(Message value) {
        message.message(13, value);
        return this;
    }

    public Message message() {
        return message;
    }

    /** In a model of the usual versions. */
    public byte[] model() {
        return Onnx.model(message).toBytes();
    }
}
