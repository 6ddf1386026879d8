package dev.slipway.local.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;

class S3ConditionsTest {
    private static final int WRITERS = 16;

    @TempDir
    Path state;

    private RunningS3 s3;
    private S3Client client;

    @BeforeEach
    void start() throws IOException {
        s3 = new RunningS3(state);
        client = s3.client();
        client.createBucket(b -> b.bucket("ledger"));
    }

    @AfterEach
    void stop() {
        s3.close();
    }

    @Test
    void exactly_one_of_sixteen_writers_creates_an_object() throws Exception {
        CyclicBarrier together = new CyclicBarrier(WRITERS);

        List<Boolean> won = inParallel(writer -> {
            together.await();
            return succeeds(() -> client.putObject(
                    b -> b.bucket("ledger").key("1.json").ifNoneMatch("*"),
                    RequestBody.fromString("writer " + writer)));
        });

        assertThat(won).containsOnlyOnce(true);
        assertThat(client.getObjectAsBytes(b -> b.bucket("ledger").key("1.json"))
                        .asUtf8String())
                .isEqualTo("writer " + won.indexOf(true));
    }

    @Test
    void compare_and_swap_loses_no_update() throws Exception {
        client.putObject(b -> b.bucket("ledger").key("counter"), RequestBody.fromString("0"));

        inParallel(writer -> {
            for (int done = 0; done < 5; ) {
                var read = client.getObjectAsBytes(b -> b.bucket("ledger").key("counter"));
                int next = Integer.parseInt(read.asUtf8String()) + 1;
                boolean swapped = succeeds(() -> client.putObject(
                        b -> b.bucket("ledger")
                                .key("counter")
                                .ifMatch(read.response().eTag()),
                        RequestBody.fromString(Integer.toString(next))));
                done += swapped ? 1 : 0;
            }
            return true;
        });

        assertThat(client.getObjectAsBytes(b -> b.bucket("ledger").key("counter"))
                        .asUtf8String())
                .isEqualTo(Integer.toString(WRITERS * 5));
    }

    private interface Write {
        void run();
    }

    private static boolean succeeds(Write write) {
        try {
            write.run();
            return true;
        } catch (S3Exception e) {
            assertThat(e.statusCode()).isEqualTo(412);
            assertThat(e.awsErrorDetails().errorCode()).isEqualTo("PreconditionFailed");
            return false;
        }
    }

    private interface Writer {
        boolean run(int number) throws Exception;
    }

    private static List<Boolean> inParallel(Writer writer) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(WRITERS);
        try {
            List<Callable<Boolean>> all = new ArrayList<>();
            for (int i = 0; i < WRITERS; i++) {
                int number = i;
                all.add(() -> writer.run(number));
            }
            List<Boolean> results = new ArrayList<>();
            for (Future<Boolean> result : threads.invokeAll(all)) {
                results.add(result.get());
            }
            return results;
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void a_swap_of_what_is_not_there_is_not_found() {
        assertThatThrownBy(() -> client.putObject(
                        b -> b.bucket("ledger").key("none").ifMatch("\"abc\""), RequestBody.fromString("x")))
                .isInstanceOf(NoSuchKeyException.class);
    }

    @Test
    void a_read_of_what_is_unchanged_is_not_modified() {
        client.putObject(b -> b.bucket("ledger").key("key"), RequestBody.fromString("x"));
        String etag = client.headObject(b -> b.bucket("ledger").key("key")).eTag();

        assertStatus(
                304, () -> client.getObject(b -> b.bucket("ledger").key("key").ifNoneMatch(etag)));
        assertStatus(
                304,
                () -> client.headObject(b -> b.bucket("ledger")
                        .key("key")
                        .ifModifiedSince(Instant.now().plusSeconds(60))));
        assertStatus(
                412, () -> client.getObject(b -> b.bucket("ledger").key("key").ifMatch("\"other\"")));
        assertStatus(
                412,
                () -> client.getObject(b -> b.bucket("ledger")
                        .key("key")
                        .ifUnmodifiedSince(Instant.now().minusSeconds(600))));
    }

    private static void assertStatus(int status, Write call) {
        assertThatThrownBy(call::run)
                .isInstanceOfSatisfying(
                        S3Exception.class, e -> assertThat(e.statusCode()).isEqualTo(status));
    }

    @Test
    void a_delete_may_demand_the_etag() {
        client.putObject(b -> b.bucket("ledger").key("key"), RequestBody.fromString("x"));

        assertStatus(
                412,
                () -> client.deleteObject(b -> b.bucket("ledger").key("key").ifMatch("\"other\"")));

        assertThat(client.getObjectAsBytes(b -> b.bucket("ledger").key("key")).asUtf8String())
                .isEqualTo("x");
    }
}
