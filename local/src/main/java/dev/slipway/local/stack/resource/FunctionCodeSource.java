package dev.slipway.local.stack.resource;

import dev.slipway.local.http.AwsError;
import dev.slipway.local.s3.Buckets;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;

/** Where {@code CodeUri} leads: a file below the project's folder, or {@code s3://bucket/key}. */
final class FunctionCodeSource {
    private static final String S3 = "s3://";

    private final Path project;
    private final Buckets buckets;

    FunctionCodeSource(Path project, Buckets buckets) {
        this.project = project;
        this.buckets = buckets;
    }

    /** The code's SHA-256 in base64, as Lambda's {@code CodeSha256}. */
    String digest(@Nullable Object codeUri) {
        try (InputStream in = new DigestInputStream(open(codeUri), sha256())) {
            in.transferTo(OutputStream.nullOutputStream());
            return Base64.getEncoder()
                    .encodeToString(((DigestInputStream) in).getMessageDigest().digest());
        } catch (IOException e) {
            throw unreadable(codeUri, e);
        }
    }

    SdkBytes read(@Nullable Object codeUri) {
        try (InputStream in = open(codeUri)) {
            return SdkBytes.fromByteArrayUnsafe(in.readAllBytes());
        } catch (IOException e) {
            throw unreadable(codeUri, e);
        }
    }

    private InputStream open(@Nullable Object codeUri) throws IOException {
        String uri = codeUri == null ? "" : codeUri.toString();
        if (uri.startsWith(S3)) {
            String[] parts = uri.substring(S3.length()).split("/", 2);
            return buckets.open(parts[0], parts.length > 1 ? parts[1] : "");
        }
        Path file = project.resolve(uri).normalize();
        if (uri.isEmpty() || !Files.isRegularFile(file)) {
            throw new AwsError(
                    400,
                    "ValidationError",
                    "CodeUri '" + uri + "' is no file in the project " + project
                            + ": build it first (mvn package), or start the embedded cloud with --project");
        }
        return Files.newInputStream(file);
    }

    private static AwsError unreadable(@Nullable Object codeUri, IOException e) {
        return new AwsError(400, "ValidationError", "CodeUri '" + codeUri + "' cannot be read: " + e.getMessage());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
