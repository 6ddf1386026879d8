package dev.slipway.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Object;

/** A model's file that was changed in S3 after its push is never served. */
class TamperIT {
    @TempDir
    Path project;

    @Test
    void a_flipped_bit_in_the_bucket_is_refused_and_the_same_deploy_again_mends_it() {
        try (EmbeddedCloud cloud = EmbeddedCloud.up(project, "AllAtOnce")) {
            Slipway.Outcome deploy = cloud.slipway().run("deploy", Penguins.V1);
            assertThat(deploy.exit()).as(deploy.toString()).isZero();

            String bucket = bucket(cloud);
            String blob = largestBlob(cloud, bucket);
            byte[] truth = read(cloud, bucket, blob);
            byte[] changed = truth.clone();
            changed[changed.length / 2] ^= 1;
            write(cloud, bucket, blob, changed);
            cloud.killAndRestart(); // a container that is warm already holds the true bytes
            HttpResponse<String> refused = cloud.post(Penguins.INFER, Penguins.gentoo());
            Slipway.Outcome repair = cloud.slipway().run("deploy", Penguins.V1);
            assertThat(repair.exit()).as(repair.toString()).isZero();
            HttpResponse<String> served = cloud.post(Penguins.INFER, Penguins.gentoo());

            assertThat(refused.statusCode()).isEqualTo(503);
            assertThat(refused.body()).contains("error", "SHA-256", "changed after its push");
            assertThat(read(cloud, bucket, blob)).isEqualTo(truth);
            assertThat(served.statusCode()).as(served.body()).isEqualTo(200);
        }
    }

    private static String bucket(EmbeddedCloud cloud) {
        try (S3Client s3 = s3(cloud)) {
            return s3.listBuckets().buckets().get(0).name();
        }
    }

    private static String largestBlob(EmbeddedCloud cloud, String bucket) {
        try (S3Client s3 = s3(cloud)) {
            List<S3Object> blobs = s3.listObjectsV2(
                            request -> request.bucket(bucket).prefix("models/penguins/blobs/sha256/"))
                    .contents();
            // the model is the file that is loaded; the golden cases are read for priming alone
            return blobs.stream()
                    .filter(blob -> !new String(
                                    read(cloud, bucket, blob.key()), java.nio.charset.StandardCharsets.ISO_8859_1)
                            .startsWith("["))
                    .max(java.util.Comparator.comparing(S3Object::size))
                    .orElseThrow()
                    .key();
        }
    }

    private static byte[] read(EmbeddedCloud cloud, String bucket, String key) {
        try (S3Client s3 = s3(cloud)) {
            ResponseBytes<GetObjectResponse> bytes =
                    s3.getObjectAsBytes(request -> request.bucket(bucket).key(key));
            return bytes.asByteArray();
        }
    }

    private static void write(EmbeddedCloud cloud, String bucket, String key, byte[] bytes) {
        try (S3Client s3 = s3(cloud)) {
            s3.putObject(request -> request.bucket(bucket).key(key), RequestBody.fromBytes(bytes));
        }
    }

    private static S3Client s3(EmbeddedCloud cloud) {
        return S3Client.builder()
                .endpointOverride(URI.create(cloud.endpoint()))
                .forcePathStyle(true)
                .region(Region.US_EAST_1)
                .credentialsProvider(ProfileCredentialsProvider.builder()
                        .profileFile(ProfileFile.builder()
                                .content(cloud.credentials())
                                .type(ProfileFile.Type.CREDENTIALS)
                                .build())
                        .build())
                .httpClient(software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient.create())
                .build();
    }
}
