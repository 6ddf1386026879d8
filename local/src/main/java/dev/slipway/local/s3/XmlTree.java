package dev.slipway.local.s3;

import dev.slipway.local.http.AwsError;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.MissingResourceException;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** A request's XML, read without DTDs or entities; namespaces and attributes do not matter to S3. */
record XmlTree(String name, String text, List<XmlTree> children) {
    private static final int DEPTH = 16;

    static XmlTree parse(byte[] bytes) {
        XMLInputFactory factory = XMLInputFactory.newFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        try {
            XMLStreamReader reader = factory.createXMLStreamReader(new ByteArrayInputStream(bytes));
            while (reader.hasNext()) {
                if (reader.next() == XMLStreamConstants.START_ELEMENT) {
                    return element(reader, 0);
                }
            }
        } catch (XMLStreamException e) {
            throw malformed(String.valueOf(e.getMessage()));
        } catch (MissingResourceException e) {
            // the JDK's parser has no words of its own for some faults of a DTD
            throw malformed("its DTD is broken");
        }
        throw malformed("it has no element");
    }

    static AwsError malformed(String why) {
        return new AwsError(
                400,
                "MalformedXML",
                "The XML you provided was not well-formed or did not validate against our published schema: " + why);
    }

    private static XmlTree element(XMLStreamReader reader, int depth) throws XMLStreamException {
        if (depth > DEPTH) {
            throw malformed("it is nested deeper than " + DEPTH);
        }
        String name = reader.getLocalName();
        StringBuilder text = new StringBuilder();
        List<XmlTree> children = new ArrayList<>();
        while (true) {
            switch (reader.next()) {
                case XMLStreamConstants.START_ELEMENT -> children.add(element(reader, depth + 1));
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.SPACE, XMLStreamConstants.CDATA ->
                    text.append(reader.getText());
                case XMLStreamConstants.END_ELEMENT -> {
                    return new XmlTree(name, text.toString(), List.copyOf(children));
                }
                default -> {
                    // comments and processing instructions say nothing
                }
            }
        }
    }

    List<XmlTree> all(String child) {
        return children.stream().filter(tree -> tree.name.equals(child)).toList();
    }

    Optional<String> value(String child) {
        return children.stream()
                .filter(tree -> tree.name.equals(child))
                .map(XmlTree::text)
                .findFirst();
    }

    String required(String child) {
        return value(child).orElseThrow(() -> malformed("<" + name + "> lacks <" + child + ">"));
    }
}
