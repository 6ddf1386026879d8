package dev.slipway.acceptance;

import static dev.slipway.acceptance.BackendName.AWS;
import static dev.slipway.acceptance.BackendName.EMBEDDED;
import static dev.slipway.acceptance.BackendName.LOCALSTACK;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.hostile.poison.Poison;
import dev.slipway.hostile.poison.Poisons;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.s3.model.Bucket;
import software.amazon.awssdk.services.s3.model.S3Object;

/** One poison of each kind through the packaged command: it lives, says why, and leaves the cloud as it was. */
@VerifiedOn(EMBEDDED)
class HostileIT {
    private static final int REFUSED = 6;

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sparse-3-gb-behind-a-graph",
                "hard-link-for-weights",
                "fifo-for-the-description",
                "symlink-for-the-evaluation",
                "weights-behind-an-escape",
                "weights-in-the-folder-above",
                "length-of-2-to-the-63",
                "functions-that-call-each-other",
                "input-named-by-an-escape-sequence",
                "golden-case-named-by-an-escape-sequence",
                "constant-of-shape-of-4-gb",
                "doubling-60-times",
                "loop-without-end"
            })
    @NotOn(backend = LOCALSTACK, because = "refused before any cloud takes part: once is enough")
    @NotOn(backend = AWS, because = "refused before any cloud takes part: once is enough")
    void a_poison_model_is_refused_by_the_packaged_command_and_nothing_is_uploaded(String name, Backend cloud)
            throws IOException {
        Poison poison = Poisons.named(name);
        Path bundle = folder.resolve("bundle");
        poison.write(bundle);
        List<String> before = stored(cloud);

        Slipway.Outcome deploy = cloud.slipway().run("deploy", bundle.toString());

        assertThat(deploy.exit()).as(deploy.toString()).isEqualTo(REFUSED);
        assertThat(deploy.stderr())
                .contains(poison.words())
                .contains("\nnext:  ")
                .doesNotContain("\tat ", "\u001b", "\nnext:  curl");
        assertThat(stored(cloud)).isEqualTo(before);
    }

    /** Every object of the stack's buckets; there may be none. */
    private static List<String> stored(Backend cloud) {
        return cloud.clients().s3().listBuckets().buckets().stream()
                .map(Bucket::name)
                .filter(bucket -> bucket.startsWith(cloud.stack()))
                .flatMap(bucket ->
                        cloud.clients().s3().listObjectsV2(request -> request.bucket(bucket)).contents().stream())
                .map(S3Object::key)
                .sorted()
                .toList();
    }
}
