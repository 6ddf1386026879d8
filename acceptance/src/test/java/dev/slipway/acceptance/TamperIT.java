package dev.slipway.acceptance;

import static dev.slipway.acceptance.BackendName.AWS;
import static dev.slipway.acceptance.BackendName.EMBEDDED;
import static dev.slipway.acceptance.BackendName.LOCALSTACK;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/** What was changed in S3 after its push is never served. */
@VerifiedOn({EMBEDDED, LOCALSTACK})
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class TamperIT {
    private static final String MANIFESTS = "models/penguins/manifests/sha256/";
    private static final String BLOBS = "models/penguins/blobs/sha256/";

    @Test
    @Order(1)
    void a_changed_manifest_is_written_again_before_anything_is_released(Backend cloud) {
        String digest = cloud.slipway()
                .done("push", Penguins.V1, "--output", "json")
                .get("digest")
                .asText();
        String manifest = MANIFESTS + digest + ".json";
        byte[] truth = read(cloud, manifest);
        write(cloud, manifest, flipped(truth));

        cloud.slipway().done("deploy", Penguins.V1, "--output", "json");

        assertThat(read(cloud, manifest)).isEqualTo(truth);
        assertThat(cloud.post(Penguins.INFER, Penguins.gentoo()).statusCode()).isEqualTo(200);
    }

    @Test
    @Order(2)
    @NotOn(
            backend = LOCALSTACK,
            because = "a container that is warm holds the true bytes, and it can be told to end none")
    @NotOn(backend = AWS, because = "a container that is warm holds the true bytes, and nobody can end one")
    void a_flipped_bit_in_the_bucket_is_refused_and_the_same_deploy_again_mends_it(Backend cloud) {
        cloud.slipway().done("deploy", Penguins.V1, "--output", "json");
        String blob = largestBlob(cloud);
        byte[] truth = read(cloud, blob);
        write(cloud, blob, flipped(truth));
        ((EmbeddedCloud) cloud).killAndRestart();

        HttpResponse<String> refused = cloud.post(Penguins.INFER, Penguins.gentoo());
        cloud.slipway().done("deploy", Penguins.V1, "--output", "json");
        HttpResponse<String> served = cloud.post(Penguins.INFER, Penguins.gentoo());

        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(refused.body()).contains("error", "SHA-256", "changed after its push");
        assertThat(read(cloud, blob)).isEqualTo(truth);
        assertThat(served.statusCode()).as(served.body()).isEqualTo(200);
    }

    private static byte[] flipped(byte[] truth) {
        byte[] changed = truth.clone();
        changed[changed.length / 2] ^= 1;
        return changed;
    }

    /** The model is the file that is loaded; the golden cases are read for priming alone. */
    private static String largestBlob(Backend cloud) {
        return s3(cloud)
                .listObjectsV2(
                        request -> request.bucket(cloud.outputs().bucket()).prefix(BLOBS))
                .contents()
                .stream()
                .filter(blob -> !new String(read(cloud, blob.key()), StandardCharsets.ISO_8859_1).startsWith("["))
                .max(Comparator.comparing(S3Object::size))
                .orElseThrow()
                .key();
    }

    private static byte[] read(Backend cloud, String key) {
        return s3(cloud)
                .getObjectAsBytes(
                        request -> request.bucket(cloud.outputs().bucket()).key(key))
                .asByteArray();
    }

    private static void write(Backend cloud, String key, byte[] bytes) {
        s3(cloud).putObject(request -> request.bucket(cloud.outputs().bucket()).key(key), RequestBody.fromBytes(bytes));
    }

    private static S3Client s3(Backend cloud) {
        return cloud.clients().s3();
    }
}
