package dev.slipway.local.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.DeleteMarkerEntry;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.ObjectVersion;
import software.amazon.awssdk.services.s3.model.S3Exception;

class S3VersionsTest {
    @TempDir
    Path state;

    private RunningS3 s3;
    private S3Client client;

    @BeforeEach
    void start() throws IOException {
        s3 = new RunningS3(state);
        client = s3.client();
        client.createBucket(b -> b.bucket("models"));
        versioning(BucketVersioningStatus.ENABLED);
    }

    @AfterEach
    void stop() {
        s3.close();
    }

    private void versioning(BucketVersioningStatus status) {
        client.putBucketVersioning(b -> b.bucket("models").versioningConfiguration(v -> v.status(status)));
    }

    private String put(String key, String value) {
        return client.putObject(b -> b.bucket("models").key(key), RequestBody.fromString(value))
                .versionId();
    }

    private String get(String key, String version) {
        return client.getObjectAsBytes(b -> b.bucket("models").key(key).versionId(version))
                .asUtf8String();
    }

    private String delete(String key) {
        return client.deleteObject(b -> b.bucket("models").key(key)).versionId();
    }

    private List<String> ids() {
        return client.listObjectVersions(b -> b.bucket("models")).versions().stream()
                .map(ObjectVersion::versionId)
                .toList();
    }

    private long dataFiles() throws IOException {
        try (Stream<Path> files = Files.list(state.resolve("models").resolve("data"))) {
            return files.count();
        }
    }

    @Test
    void versions_markers_and_their_order_survive_a_restart() throws IOException {
        String first = put("key", "first");
        String second = put("key", "second");
        String marker = delete("key");

        s3.close();
        s3 = new RunningS3(state);
        client = s3.client();

        assertThat(ids()).containsExactly(second, first);
        assertThat(client.listObjectVersions(b -> b.bucket("models")).deleteMarkers())
                .extracting(DeleteMarkerEntry::versionId, DeleteMarkerEntry::isLatest)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(marker, true));
        assertThat(get("key", first)).isEqualTo("first");
        assertThatThrownBy(() -> client.headObject(b -> b.bucket("models").key("key")))
                .isInstanceOf(NoSuchKeyException.class)
                .hasMessageContaining("404");
        assertThat(put("key", "third")).isNotEqualTo(second);
        assertThat(ids()).hasSize(3).endsWith(second, first);
    }

    @Test
    void a_version_deleted_for_good_takes_its_data_along_and_shows_the_one_before() throws IOException {
        String first = put("key", "first");
        String second = put("key", "second");
        assertThat(dataFiles()).isEqualTo(2);

        client.deleteObject(b -> b.bucket("models").key("key").versionId(second));

        assertThat(dataFiles()).isEqualTo(1);
        assertThat(client.getObjectAsBytes(b -> b.bucket("models").key("key")).asUtf8String())
                .isEqualTo("first");
        assertThat(ids()).containsExactly(first);
    }

    @Test
    void without_versioning_a_write_leaves_nothing_of_the_one_before() throws IOException {
        client.createBucket(b -> b.bucket("plain"));
        for (String value : List.of("one", "two")) {
            assertThat(client.putObject(b -> b.bucket("plain").key("key"), RequestBody.fromString(value))
                            .versionId())
                    .isNull();
        }
        client.deleteObject(b -> b.bucket("plain").key("key"));

        ListObjectVersionsResponse left = client.listObjectVersions(b -> b.bucket("plain"));
        assertThat(left.versions()).isEmpty();
        assertThat(left.deleteMarkers()).isEmpty();
        try (Stream<Path> files = Files.list(state.resolve("plain").resolve("data"))) {
            assertThat(files).isEmpty();
        }
        client.deleteBucket(b -> b.bucket("plain"));
    }

    @Test
    void pages_of_versions_come_each_once_at_every_size() {
        List<String> wanted = new ArrayList<>();
        for (String key : List.of("a", "b/1", "b/2", "c")) {
            IntStream.range(0, 3).forEach(i -> wanted.add(put(key, key + i)));
        }
        List<String> all = ids();
        assertThat(all).containsExactlyInAnyOrderElementsOf(wanted);
        for (int size = 1; size <= 5; size++) {
            int max = size;
            List<String> found = new ArrayList<>();
            client.listObjectVersionsPaginator(b -> b.bucket("models").maxKeys(max))
                    .versions()
                    .forEach(version -> found.add(version.versionId()));
            assertThat(found).as("pages of %d", size).isEqualTo(all);
        }
    }

    @Test
    void of_sixteen_writers_each_gets_a_version_of_its_own() throws Exception {
        ExecutorService writers = Executors.newFixedThreadPool(16);
        try {
            List<Callable<String>> writes = IntStream.range(0, 16)
                    .<Callable<String>>mapToObj(i -> () -> put("key", "value " + i))
                    .toList();
            List<String> made = new ArrayList<>();
            for (var write : writers.invokeAll(writes)) {
                made.add(write.get());
            }
            assertThat(ids()).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(made);
        } finally {
            writers.shutdownNow();
        }
    }

    @Test
    void what_is_no_version_is_told_apart_from_one_that_is_missing() {
        put("key", "value");

        assertThatThrownBy(() -> get("key", "3"))
                .isInstanceOf(S3Exception.class)
                .hasMessageContaining("Invalid version id specified: '3'");
        assertThatThrownBy(() -> get("key", "0".repeat(32)))
                .isInstanceOf(S3Exception.class)
                .hasMessageContaining("The specified version does not exist: 'key'");
        assertThatThrownBy(
                        () -> client.putBucketVersioning(b -> b.bucket("models").versioningConfiguration(v -> {})))
                .isInstanceOf(S3Exception.class)
                .hasMessageContaining("The Versioning element must be specified");
    }

    @Test
    void suspended_versioning_writes_the_null_version_again_and_again() throws IOException {
        String kept = put("key", "kept");
        versioning(BucketVersioningStatus.SUSPENDED);
        put("key", "one");
        put("key", "two");

        assertThat(ids()).containsExactly("null", kept);
        assertThat(dataFiles()).isEqualTo(2);
        assertThat(get("key", "null")).isEqualTo("two");
    }
}
