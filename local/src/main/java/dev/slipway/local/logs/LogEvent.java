package dev.slipway.local.logs;

/**
 * One line of a log.
 *
 * @param sequence its number in its stream, from 0
 * @param timestamp milliseconds since the epoch, as its sender says
 * @param ingested milliseconds since the epoch, when it came in
 */
record LogEvent(String stream, long sequence, long timestamp, long ingested, String message) {

    /** Unique in its group: what FilterLogEvents calls the event's id. */
    String id() {
        return "%019d%010d%027d".formatted(timestamp, Integer.toUnsignedLong(stream.hashCode()), sequence);
    }

    /** One line of a file: what a message's own line ends would break is escaped. */
    String toLine() {
        return sequence + "\t" + timestamp + "\t" + ingested + "\t" + escaped(message) + "\n";
    }

    static LogEvent ofLine(String stream, String line) {
        String[] parts = line.split("\t", 4);
        return new LogEvent(
                stream,
                Long.parseLong(parts[0]),
                Long.parseLong(parts[1]),
                Long.parseLong(parts[2]),
                unescaped(parts[3]));
    }

    private static String escaped(String text) {
        boolean plain = text.indexOf('\\') < 0 && text.indexOf('\n') < 0 && text.indexOf('\r') < 0;
        return plain ? text : text.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r");
    }

    private static String unescaped(String text) {
        if (text.indexOf('\\') < 0) {
            return text;
        }
        StringBuilder out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\' && i + 1 < text.length()) {
                i++;
                char escaped = text.charAt(i);
                out.append(escaped == 'n' ? '\n' : escaped == 'r' ? '\r' : escaped);
            } else {
                out.append(c);
            }
        }
        return out.toString();
    }
}
