package dev.slipway.inference.tensor;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** The element types of the Open Inference Protocol, by their names there. */
public enum Datatype {
    BOOL(1),
    UINT8(1),
    UINT16(2),
    UINT32(4),
    UINT64(8),
    INT8(1),
    INT16(2),
    INT32(4),
    INT64(8),
    FP16(2),
    FP32(4),
    FP64(8),
    BYTES(0);

    private final int size;

    Datatype(int size) {
        this.size = size;
    }

    /** Bytes of one element; 0 for {@link #BYTES}, whose elements vary. */
    public int size() {
        return size;
    }

    public boolean isFloating() {
        return this == FP16 || this == FP32 || this == FP64;
    }

    public boolean isUnsigned() {
        return this == UINT8 || this == UINT16 || this == UINT32 || this == UINT64;
    }

    public boolean isInteger() {
        return isUnsigned() || this == INT8 || this == INT16 || this == INT32 || this == INT64;
    }

    /** The datatype of that name, or empty; names are case-sensitive, as in the protocol. */
    public static Optional<Datatype> named(String name) {
        return Arrays.stream(values()).filter(type -> type.name().equals(name)).findFirst();
    }

    /** All names, for error messages. */
    public static String names() {
        return Arrays.stream(values()).map(Datatype::name).collect(Collectors.joining(", "));
    }
}
