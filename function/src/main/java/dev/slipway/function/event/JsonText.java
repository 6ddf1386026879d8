package dev.slipway.function.event;

import java.io.ByteArrayOutputStream;

/**
 * A body inside an event is a JSON string. It is taken out and put in byte by byte, in UTF-8 on both sides: by way of a
 * {@code String} a large body would be decoded, copied and encoded twice each way.
 */
final class JsonText {
    private static final byte[] HEX = "0123456789abcdef".getBytes(java.nio.charset.StandardCharsets.US_ASCII);

    private JsonText() {}

    /**
     * The bytes of the JSON string whose opening quote is at {@code quote}. The text was parsed before: it is known to
     * be well-formed.
     */
    static byte[] unescape(byte[] text, int quote) {
        int start = quote + 1;
        int end = start;
        boolean escaped = false;
        for (; text[end] != '"'; end++) {
            if (text[end] == '\\') {
                escaped = true;
                end++;
            }
        }
        if (!escaped) {
            return java.util.Arrays.copyOfRange(text, start, end);
        }
        byte[] out = new byte[end - start]; // an escape is never shorter than what it stands for
        int length = unescape(text, start, end, out);
        return java.util.Arrays.copyOf(out, length);
    }

    private static int unescape(byte[] text, int start, int end, byte[] out) {
        int to = 0;
        int from = start;
        while (from < end) {
            byte b = text[from++];
            if (b != '\\') {
                out[to++] = b;
                continue;
            }
            byte kind = text[from++];
            if (kind != 'u') {
                out[to++] = single(kind);
                continue;
            }
            int unit = hex(text, from);
            from += 4;
            if (Character.isHighSurrogate((char) unit) && isLowSurrogateAt(text, from, end)) {
                unit = Character.toCodePoint((char) unit, (char) hex(text, from + 2));
                from += 6;
            }
            to = utf8(unit, out, to);
        }
        return to;
    }

    private static boolean isLowSurrogateAt(byte[] text, int at, int end) {
        return at + 6 <= end
                && text[at] == '\\'
                && text[at + 1] == 'u'
                && Character.isLowSurrogate((char) hex(text, at + 2));
    }

    private static byte single(byte kind) {
        return switch (kind) {
            case 'n' -> '\n';
            case 't' -> '\t';
            case 'r' -> '\r';
            case 'b' -> '\b';
            case 'f' -> '\f';
            default -> kind;
        };
    }

    private static int hex(byte[] text, int at) {
        int value = 0;
        for (int i = at; i < at + 4; i++) {
            value = value << 4 | Character.digit(text[i], 16);
        }
        return value;
    }

    private static int utf8(int codePoint, byte[] out, int at) {
        int to = at;
        if (codePoint < 0x80) {
            out[to++] = (byte) codePoint;
        } else if (codePoint < 0x800) {
            out[to++] = (byte) (0xC0 | codePoint >> 6);
            out[to++] = (byte) (0x80 | codePoint & 0x3F);
        } else if (codePoint < 0x10000) {
            // half a pair has no encoding: the replacement character stands for it
            int unit = codePoint >= 0xD800 && codePoint <= 0xDFFF ? 0xFFFD : codePoint;
            out[to++] = (byte) (0xE0 | unit >> 12);
            out[to++] = (byte) (0x80 | unit >> 6 & 0x3F);
            out[to++] = (byte) (0x80 | unit & 0x3F);
        } else {
            out[to++] = (byte) (0xF0 | codePoint >> 18);
            out[to++] = (byte) (0x80 | codePoint >> 12 & 0x3F);
            out[to++] = (byte) (0x80 | codePoint >> 6 & 0x3F);
            out[to++] = (byte) (0x80 | codePoint & 0x3F);
        }
        return to;
    }

    /** Writes UTF-8 as the inside of a JSON string. */
    static void escape(byte[] text, ByteArrayOutputStream out) {
        int copied = 0;
        for (int i = 0; i < text.length; i++) {
            byte b = text[i];
            if (b != '"' && b != '\\' && (b < 0 || b >= 0x20)) {
                continue;
            }
            out.write(text, copied, i - copied);
            copied = i + 1;
            out.write('\\');
            if (b == '"' || b == '\\') {
                out.write(b);
            } else {
                out.write('u');
                out.write('0');
                out.write('0');
                out.write(HEX[b >> 4]);
                out.write(HEX[b & 0xF]);
            }
        }
        out.write(text, copied, text.length - copied);
    }

    /** Appends text as the inside of a JSON string. */
    static void escape(String text, StringBuilder out) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c < 0x20) {
                out.append("\\u00").append((char) HEX[c >> 4]).append((char) HEX[c & 0xF]);
            } else {
                out.append(c);
            }
        }
    }
}
