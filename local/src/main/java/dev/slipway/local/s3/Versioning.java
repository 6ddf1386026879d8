package dev.slipway.local.s3;

import dev.slipway.local.http.AwsError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Whether a bucket keeps what is replaced or deleted. Once enabled it can be suspended, but never be off again. */
enum Versioning {
    OFF,
    ENABLED,
    SUSPENDED;

    /** What is kept without a status came from a cloud that took any document. */
    static Versioning read(Path setting) throws IOException {
        if (!Files.exists(setting)) {
            return OFF;
        }
        byte[] document = Files.readAllBytes(setting);
        return XmlTree.parse(document).value("Status").isPresent() ? parse(document) : OFF;
    }

    /** @throws AwsError {@code IllegalVersioningConfigurationException} for a document without a status */
    static Versioning parse(byte[] document) {
        return switch (XmlTree.parse(document).value("Status").orElse("")) {
            case "Enabled" -> ENABLED;
            case "Suspended" -> SUSPENDED;
            default ->
                throw new AwsError(
                        400,
                        "IllegalVersioningConfigurationException",
                        "The Versioning element must be specified: <Status> is Enabled or Suspended");
        };
    }

    /** The document of the setting, as a client would send it. */
    String document() {
        return Xml.document(
                        "VersioningConfiguration", xml -> xml.text("Status", this == ENABLED ? "Enabled" : "Suspended"))
                .toString();
    }

    /** The id of the next write: a new one only while versioning is enabled. */
    String nextId() {
        return this == ENABLED ? StateFiles.uniqueName() : Version.NULL_ID;
    }
}
