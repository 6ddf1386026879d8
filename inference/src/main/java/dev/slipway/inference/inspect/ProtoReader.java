package dev.slipway.inference.inspect;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.StreamCorruptedException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * Walks over a protocol buffer in a file without reading what is skipped: a graph of gigabytes costs its field headers.
 * Bounded in fields and lengths, for files that lie.
 */
final class ProtoReader implements Closeable {
    static final int VARINT = 0;
    static final int MESSAGE = 2;

    private static final int FIXED64 = 1;
    private static final int FIXED32 = 5;
    private static final int WINDOW = 16 * 1024;
    private static final int LONGEST_TEXT = 8 * 1024;
    private static final int MOST_FIELDS = 20_000_000;

    private final FileChannel channel;
    private final long size;
    private final ByteBuffer window = ByteBuffer.allocate(WINDOW).limit(0);
    private long position;
    private int fields;
    private int field;
    private int wire;

    ProtoReader(Path file) throws IOException {
        this.channel = FileChannel.open(file);
        this.size = channel.size();
    }

    long size() {
        return size;
    }

    /** Goes on to the next field before {@code end}; false when there is none. */
    boolean next(long end) throws IOException {
        if (position >= end) {
            if (position > end) {
                throw broken("a field goes beyond its message");
            }
            return false;
        }
        if (++fields > MOST_FIELDS) {
            throw broken("more than " + MOST_FIELDS + " fields");
        }
        long tag = varint();
        field = (int) (tag >>> 3);
        wire = (int) tag & 7;
        if (field == 0 || tag >>> 32 != 0) {
            throw broken("a field without a number");
        }
        return true;
    }

    int field() {
        return field;
    }

    /** Whether the field is that one, of that wire type. */
    boolean is(int number, int type) {
        return field == number && wire == type;
    }

    /** The value of a varint field, or a length. */
    long varint() throws IOException {
        long value = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            int octet = octet();
            value |= (octet & 0x7FL) << shift;
            if (octet < 0x80) {
                return value;
            }
        }
        throw broken("a number without end");
    }

    /** Enters the message at hand: where it ends. */
    long enter() throws IOException {
        long length = varint();
        if (length < 0 || length > size - position) {
            throw broken("a field of " + Long.toUnsignedString(length) + " bytes, more than the file has");
        }
        return position + length;
    }

    /** The text at hand. */
    String text() throws IOException {
        long end = enter();
        if (end - position > LONGEST_TEXT) {
            throw broken("a name of " + (end - position) + " bytes");
        }
        byte[] bytes = new byte[(int) (end - position)];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) octet();
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** Leaves the field at hand unread. */
    void skip() throws IOException {
        switch (wire) {
            case VARINT -> varint();
            case FIXED64 -> move(position + Long.BYTES);
            case MESSAGE -> move(enter());
            case FIXED32 -> move(position + Integer.BYTES);
            default -> throw broken("a field of the unknown kind " + wire);
        }
    }

    /** Says where the file stops to make sense. */
    IOException broken(String what) {
        return new StreamCorruptedException(what + " at byte " + position);
    }

    private void move(long to) throws IOException {
        if (to > size) {
            throw new EOFException("ends in the middle, at byte " + size);
        }
        long ahead = to - position;
        if (ahead <= window.remaining()) {
            window.position(window.position() + (int) ahead);
        } else {
            window.limit(0);
        }
        position = to;
    }

    private int octet() throws IOException {
        if (!window.hasRemaining()) {
            window.clear();
            int read = channel.read(window, position);
            window.flip();
            if (read <= 0) {
                throw new EOFException("ends in the middle, at byte " + position);
            }
        }
        position++;
        return window.get() & 0xFF;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
