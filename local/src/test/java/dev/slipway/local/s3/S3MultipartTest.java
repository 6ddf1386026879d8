package dev.slipway.local.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.ChecksumType;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.NoSuchUploadException;
import software.amazon.awssdk.services.s3.model.S3Exception;

class S3MultipartTest {
    private static final int PART = 5 << 20;

    @TempDir
    Path state;

    private RunningS3 s3;
    private S3Client client;
    private byte[] content;

    @BeforeEach
    void start() throws IOException {
        s3 = new RunningS3(state);
        client = s3.client();
        client.createBucket(b -> b.bucket("models"));
        content = new byte[2 * PART + 1000];
        new Random(3).nextBytes(content);
    }

    @AfterEach
    void stop() {
        s3.close();
    }

    private String begin() {
        return client.createMultipartUpload(b -> b.bucket("models").key("big").contentType("application/onnx"))
                .uploadId();
    }

    private CompletedPart upload(String id, int number) {
        int from = (number - 1) * PART;
        byte[] bytes = Arrays.copyOfRange(content, from, Math.min(content.length, from + PART));
        return part(id, number, bytes);
    }

    private CompletedPart part(String id, int number, byte[] bytes) {
        String etag = client.uploadPart(
                        b -> b.bucket("models").key("big").uploadId(id).partNumber(number),
                        RequestBody.fromBytes(bytes))
                .eTag();
        return CompletedPart.builder().partNumber(number).eTag(etag).build();
    }

    private void complete(String id, List<CompletedPart> parts) {
        client.completeMultipartUpload(
                b -> b.bucket("models").key("big").uploadId(id).multipartUpload(m -> m.parts(parts)));
    }

    @Test
    void an_upload_goes_on_after_a_restart() throws IOException {
        String id = begin();
        CompletedPart first = upload(id, 1);
        s3.close();
        start();

        assertThat(client.listMultipartUploads(b -> b.bucket("models")).uploads())
                .singleElement()
                .satisfies(found -> assertThat(found.uploadId()).isEqualTo(id));
        assertThat(client.listParts(b -> b.bucket("models").key("big").uploadId(id))
                        .parts())
                .singleElement()
                .satisfies(part -> assertThat(part.eTag()).isEqualTo(first.eTag()));
        complete(id, List.of(first, upload(id, 2), upload(id, 3)));

        var got = client.getObjectAsBytes(b -> b.bucket("models").key("big").checksumMode(ChecksumMode.ENABLED));
        assertThat(got.asByteArray()).isEqualTo(content);
        assertThat(got.response().contentType()).isEqualTo("application/onnx");
        assertThat(got.response().eTag()).endsWith("-3\"");
        assertThat(client.listMultipartUploads(b -> b.bucket("models")).uploads())
                .isEmpty();
        assertThat(client.getObjectAsBytes(b -> b.bucket("models").key("big").partNumber(3))
                        .asByteArray())
                .hasSize(1000);
    }

    @Test
    void the_checksum_of_the_whole_is_that_of_the_bytes() {
        String id = client.createMultipartUpload(b -> b.bucket("models")
                        .key("big")
                        .checksumAlgorithm(ChecksumAlgorithm.CRC32)
                        .checksumType(ChecksumType.FULL_OBJECT))
                .uploadId();
        complete(id, List.of(upload(id, 1), upload(id, 2), upload(id, 3)));
        client.putObject(
                b -> b.bucket("models").key("once").checksumAlgorithm(ChecksumAlgorithm.CRC32),
                RequestBody.fromBytes(content));

        assertThat(checksum("big")).isEqualTo(checksum("once")).isNotNull();
    }

    private String checksum(String key) {
        return client.headObject(b -> b.bucket("models").key(key).checksumMode(ChecksumMode.ENABLED))
                .checksumCRC32();
    }

    @Test
    void wrong_completions_are_refused_and_change_nothing() {
        String id = begin();
        CompletedPart first = upload(id, 1);
        CompletedPart third = upload(id, 3);
        CompletedPart second = upload(id, 2);

        assertRefused("InvalidPartOrder", () -> complete(id, List.of(second, first)));
        CompletedPart fourth = part(id, 4, new byte[1]);
        assertRefused("EntityTooSmall", () -> complete(id, List.of(third, fourth)));
        assertRefused(
                "InvalidPart",
                () -> complete(id, List.of(first.toBuilder().eTag("\"0123\"").build())));
        assertRefused("MalformedXML", () -> complete(id, List.of()));

        assertThat(client.listObjectsV2(b -> b.bucket("models")).contents()).isEmpty();
        assertThat(client.listParts(b -> b.bucket("models").key("big").uploadId(id))
                        .parts())
                .hasSize(4);
    }

    private static void assertRefused(String code, Runnable call) {
        assertThatThrownBy(call::run)
                .isInstanceOfSatisfying(
                        S3Exception.class,
                        e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo(code));
    }

    @Test
    void an_aborted_upload_is_gone() {
        String id = begin();
        upload(id, 1);

        client.abortMultipartUpload(b -> b.bucket("models").key("big").uploadId(id));

        assertThatThrownBy(() -> upload(id, 2)).isInstanceOf(NoSuchUploadException.class);
    }

    @Test
    void a_part_may_be_copied_from_an_object() {
        client.putObject(b -> b.bucket("models").key("source"), RequestBody.fromString("0123456789"));
        String id = begin();

        String etag = client.uploadPartCopy(b -> b.sourceBucket("models")
                        .sourceKey("source")
                        .copySourceRange("bytes=2-4")
                        .destinationBucket("models")
                        .destinationKey("big")
                        .uploadId(id)
                        .partNumber(1))
                .copyPartResult()
                .eTag();
        complete(id, List.of(CompletedPart.builder().partNumber(1).eTag(etag).build()));

        assertThat(client.getObjectAsBytes(b -> b.bucket("models").key("big")).asUtf8String())
                .isEqualTo("234");
    }
}
