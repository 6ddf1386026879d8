package dev.slipway.local.s3;

import dev.slipway.local.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.function.Consumer;

/** Writes S3's XML answers. */
final class Xml {
    private static final DateTimeFormatter MILLIS =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);
    private static final String NAMESPACE = "http://s3.amazonaws.com/doc/2006-03-01/";

    private final StringBuilder out = new StringBuilder(512).append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");

    private Xml() {}

    static Xml document(String root, Consumer<Xml> content) {
        Xml xml = begin(root);
        content.accept(xml);
        return xml.end(root);
    }

    /** A document whose content is written step by step, up to {@link #end}. */
    static Xml begin(String root) {
        Xml xml = new Xml();
        xml.out.append('<').append(root).append(" xmlns=\"").append(NAMESPACE).append("\">");
        return xml;
    }

    Xml end(String root) {
        out.append("</").append(root).append('>');
        return this;
    }

    /** Errors stand in no namespace. */
    static Xml error(Consumer<Xml> content) {
        return new Xml().group("Error", content);
    }

    Xml group(String name, Consumer<Xml> content) {
        out.append('<').append(name).append('>');
        content.accept(this);
        out.append("</").append(name).append('>');
        return this;
    }

    Xml text(String name, Object value) {
        out.append('<').append(name).append('>');
        escape(value.toString());
        out.append("</").append(name).append('>');
        return this;
    }

    /** What is XML already. */
    Xml raw(String xml) {
        out.append(xml);
        return this;
    }

    Xml time(String name, long millis) {
        return text(name, MILLIS.format(Instant.ofEpochMilli(millis)));
    }

    private void escape(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                default -> {
                    if (c < 0x20) {
                        out.append("&#x").append(Integer.toHexString(c)).append(';');
                    } else {
                        out.append(c);
                    }
                }
            }
        }
    }

    @Override
    public String toString() {
        return out.toString();
    }

    private byte[] bytes() {
        return out.toString().getBytes(StandardCharsets.UTF_8);
    }

    HttpResponse response(int status) {
        return HttpResponse.of(status, "application/xml", bytes());
    }
}
