package dev.slipway.local.codec;

import dev.slipway.local.http.AwsError;
import dev.slipway.local.http.HttpResponse;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;
import software.amazon.awssdk.core.util.SdkAutoConstructList;
import software.amazon.awssdk.core.util.SdkAutoConstructMap;

/** Writes the SDK's response shapes, and errors, as the XML that clients of an AWS query service read. */
public final class AwsQueryWriter {
    private static final XMLOutputFactory FACTORY = XMLOutputFactory.newDefaultFactory();

    private final String namespace;

    /** @param namespace the service's XML namespace, such as {@code http://cloudformation.amazonaws.com/doc/2010-05-15/} */
    public AwsQueryWriter(String namespace) {
        this.namespace = namespace;
    }

    /** The operation's answer: {@code <ActionResponse><ActionResult>…}, then the request's id. */
    public HttpResponse answer(String action, SdkPojo response) {
        return document(200, action + "Response", (xml, requestId) -> {
            xml.writeStartElement(action + "Result");
            writeMembers(xml, response);
            xml.writeEndElement();
            xml.writeStartElement("ResponseMetadata");
            element(xml, "RequestId", requestId);
            xml.writeEndElement();
        });
    }

    /** The error's answer, with the caller's fault below 500 and the service's from there. */
    public HttpResponse error(AwsError error) {
        return document(error.status(), "ErrorResponse", (xml, requestId) -> {
            xml.writeStartElement("Error");
            element(xml, "Type", error.status() < 500 ? "Sender" : "Receiver");
            element(xml, "Code", error.code());
            element(xml, "Message", String.valueOf(error.getMessage()));
            xml.writeEndElement();
            element(xml, "RequestId", requestId);
        });
    }

    private HttpResponse document(int status, String root, Content content) {
        String requestId = UUID.randomUUID().toString();
        StringWriter text = new StringWriter();
        try {
            XMLStreamWriter xml = FACTORY.createXMLStreamWriter(text);
            xml.writeStartElement(root);
            xml.writeDefaultNamespace(namespace);
            content.write(xml, requestId);
            xml.writeEndElement();
            xml.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("cannot write <" + root + ">: " + e.getMessage(), e);
        }
        return HttpResponse.of(status, "text/xml", text.toString().getBytes(StandardCharsets.UTF_8))
                .with("x-amzn-RequestId", requestId);
    }

    private static void writeMembers(XMLStreamWriter xml, SdkPojo pojo) throws XMLStreamException {
        for (SdkField<?> field : pojo.sdkFields()) {
            Object value = field.getValueOrDefault(pojo);
            if (value != null && !isAbsent(value)) {
                write(xml, field, field.unmarshallLocationName(), value);
            }
        }
    }

    /** The SDK gives an empty collection of its own for one that was never set. */
    private static boolean isAbsent(Object value) {
        return value instanceof SdkAutoConstructList || value instanceof SdkAutoConstructMap;
    }

    private static void write(XMLStreamWriter xml, SdkField<?> field, String name, Object value)
            throws XMLStreamException {
        if (value instanceof List<?> list) {
            writeList(xml, field.getRequiredTrait(ListTrait.class), name, list);
        } else if (value instanceof Map<?, ?> map) {
            writeMap(xml, field.getRequiredTrait(MapTrait.class), name, map);
        } else if (value instanceof SdkPojo nested) {
            xml.writeStartElement(name);
            writeMembers(xml, nested);
            xml.writeEndElement();
        } else {
            element(xml, name, text(value));
        }
    }

    private static void writeList(XMLStreamWriter xml, ListTrait trait, String name, List<?> items)
            throws XMLStreamException {
        String member = trait.memberLocationName() == null ? "member" : trait.memberLocationName();
        if (!trait.isFlattened()) {
            xml.writeStartElement(name);
        }
        for (Object item : items) {
            write(xml, trait.memberFieldInfo(), trait.isFlattened() ? name : member, item);
        }
        if (!trait.isFlattened()) {
            xml.writeEndElement();
        }
    }

    private static void writeMap(XMLStreamWriter xml, MapTrait trait, String name, Map<?, ?> entries)
            throws XMLStreamException {
        if (!trait.isFlattened()) {
            xml.writeStartElement(name);
        }
        for (Map.Entry<?, ?> entry : entries.entrySet()) {
            xml.writeStartElement(trait.isFlattened() ? name : "entry");
            element(xml, trait.keyLocationName(), String.valueOf(entry.getKey()));
            write(xml, trait.valueFieldInfo(), trait.valueLocationName(), entry.getValue());
            xml.writeEndElement();
        }
        if (!trait.isFlattened()) {
            xml.writeEndElement();
        }
    }

    private static String text(Object value) {
        if (value instanceof Instant instant) {
            return DateTimeFormatter.ISO_INSTANT.format(instant);
        }
        if (value instanceof SdkBytes bytes) {
            return Base64.getEncoder().encodeToString(bytes.asByteArrayUnsafe());
        }
        return value.toString();
    }

    private static void element(XMLStreamWriter xml, String name, @Nullable String text) throws XMLStreamException {
        xml.writeStartElement(name);
        xml.writeCharacters(text == null ? "" : text);
        xml.writeEndElement();
    }

    /** What stands inside the root element. */
    @FunctionalInterface
    private interface Content {
        void write(XMLStreamWriter xml, String requestId) throws XMLStreamException;
    }
}
