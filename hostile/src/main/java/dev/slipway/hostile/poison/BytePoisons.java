package dev.slipway.hostile.poison;

import static dev.slipway.hostile.poison.Poison.large;
import static dev.slipway.hostile.poison.Poison.refused;

import dev.slipway.hostile.onnx.Graph;
import dev.slipway.hostile.onnx.Message;
import dev.slipway.hostile.onnx.Onnx;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Protocol buffers whose bytes lie. */
final class BytePoisons {
    private BytePoisons() {}

    static List<Poison> all() {
        List<Poison> all = new ArrayList<>(List.of(
                refused("varint-without-end", new Message().raw(repeat((byte) 0xFF, 64)), "no ONNX model"),
                refused(
                        "varint-longer-than-it-may-be",
                        new Message()
                                .tag(1, Message.VARINT)
                                .raw(repeat((byte) 0x80, 10))
                                .raw((byte) 1),
                        "a number without end"),
                refused("tag-of-field-zero", new Message().raw((byte) 2, (byte) 0), "a field without a number"),
                refused(
                        "length-beyond-the-file",
                        new Message().tag(7, Message.LENGTH).number(1 << 20),
                        "more than the file has"),
                refused(
                        "length-of-2-to-the-63",
                        new Message().tag(7, Message.LENGTH).number(Long.MIN_VALUE),
                        "more than the file has"),
                refused(
                        "length-of-minus-one",
                        new Message().tag(7, Message.LENGTH).number(-1),
                        "more than the file has"),
                refused(
                        "field-beyond-its-message",
                        Onnx.header()
                                .tag(7, Message.LENGTH)
                                .number(3)
                                .tag(1, Message.LENGTH)
                                .number(50)
                                .raw(new byte[60]),
                        "no ONNX model"),
                refused("graph-as-a-number", Onnx.header().varint(Onnx.MODEL_GRAPH, 7), "holds no ONNX graph"),
                refused(
                        "dimensions-as-text",
                        FilePoisons.withWeights(new Message()
                                .text(1, "two")
                                .varint(2, 1)
                                .text(8, "w")
                                .bytes(9, new byte[8])),
                        "refused"),
                refused("group-that-is-never-closed", Onnx.header().tag(7, 3), "unknown kind"),
                refused("wire-type-seven", Onnx.header().tag(7, 7), "unknown kind"),
                refused(
                        "groups-nested-100000-deep",
                        Onnx.header().raw(repeat((byte) (15 << 3 | 3), 100_000)),
                        "unknown kind"),
                refused(
                        "names-that-are-no-utf-8",
                        new Graph()
                                .input(new Message()
                                        .bytes(1, new byte[] {(byte) 0xC3, (byte) 0x28, (byte) 0xFF})
                                        .message(2, Onnx.tensorType(1, 2)))
                                .output(Onnx.value("y", 1, 2))
                                .model(),
                        "refused"),
                large("fields-by-the-million", BytePoisons::fields, "fields")));
        all.addAll(cuts());
        return all;
    }

    private static List<Poison> cuts() {
        List<Poison> all = new ArrayList<>();
        byte[] whole = FilePoisons.withWeights(Onnx.floats("w", new long[] {2}, 1, 2));
        for (int cut : List.of(1, 2, 5, 12, 20, 40, 70, 100, whole.length - 10, whole.length - 1)) {
            all.add(refused("cut-after-" + cut + "-bytes", Arrays.copyOf(whole, cut), "model.onnx"));
        }
        return all;
    }

    private static byte[] repeat(byte octet, int times) {
        byte[] bytes = new byte[times];
        Arrays.fill(bytes, octet);
        return bytes;
    }

    /** 42 MB of the smallest field there is. */
    private static byte[] fields() {
        byte[] bytes = new byte[42_000_000];
        for (int i = 0; i < bytes.length; i += 2) {
            bytes[i] = 1 << 3;
            bytes[i + 1] = 9;
        }
        return bytes;
    }
}
