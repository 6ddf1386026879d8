package dev.slipway.hostile.onnx;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** A protocol buffer as it is written, field by field; nothing checks that it makes sense. */
public final class Message {
    public static final int VARINT = 0;
    public static final int FIXED64 = 1;
    public static final int LENGTH = 2;
    public static final int FIXED32 = 5;

    private static final int CONTINUES = 0x80;
    private static final int SEVEN_BITS = 0x7F;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    public Message varint(int field, long value) {
        return tag(field, VARINT).number(value);
    }

    public Message fixed32(int field, float value) {
        byte[] four = ByteBuffer.allocate(Float.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putFloat(value)
                .array();
        return tag(field, FIXED32).raw(four);
    }

    public Message bytes(int field, byte[] content) {
        return tag(field, LENGTH).number(content.length).raw(content);
    }

    public Message text(int field, String text) {
        return bytes(field, text.getBytes(StandardCharsets.UTF_8));
    }

    public Message message(int field, Message content) {
        return bytes(field, content.toBytes());
    }

    /** A field's head alone. */
    public Message tag(int field, int wire) {
        return number((long) field << 3 | wire);
    }

    /** A varint alone: a value, or a length that may lie. */
    public Message number(long value) {
        long rest = value;
        while ((rest & ~SEVEN_BITS) != 0) {
            bytes.write((int) (rest & SEVEN_BITS | CONTINUES));
            rest >>>= 7;
        }
        bytes.write((int) rest);
        return this;
    }

    public Message raw(byte... content) {
        bytes.writeBytes(content);
        return this;
    }

    public byte[] toBytes() {
        return bytes.toByteArray();
    }
}
