package dev.slipway.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.function.fault.FunctionException;
import dev.slipway.function.store.Credentials;
import dev.slipway.function.store.FakeS3;
import dev.slipway.function.store.ModelTrust;
import dev.slipway.function.store.S3ModelStore;
import dev.slipway.function.store.TestBundle;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.crac.Core;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

class SnapStartTest {
    @TempDir
    Path root;

    private final AtomicInteger renewals = new AtomicInteger();
    private FakeS3 s3;
    private TestBundle bundle;

    @BeforeEach
    void release_penguins() throws IOException {
        s3 = new FakeS3();
        bundle = TestBundle.real("penguins-v2");
    }

    @AfterEach
    void close() {
        s3.close();
    }

    private RunningFunction function(boolean released) {
        var credentials = new Credentials() {
            @Override
            public AwsCredentialsIdentity current() {
                return AwsCredentialsIdentity.create("a", "s");
            }

            @Override
            public void renew() {
                renewals.incrementAndGet();
            }
        };
        var store = new S3ModelStore(s3.location(), credentials, Clock.systemUTC(), ModelTrust.ANYBODY, root);
        return new RunningFunction(store, released ? Optional.of(bundle.release()) : Optional.empty(), credentials);
    }

    @Test
    void loads_and_primes_the_model_before_the_snapshot() throws IOException {
        bundle.pushTo(s3);
        RunningFunction function = function(true);

        function.handler().snapStart().beforeCheckpoint(Core.getGlobalContext());
        function.get("/v2/health/ready");

        assertThat(function.logs()).singleElement().satisfies(line -> {
            assertThat(line.path("message").asText()).isEqualTo("model loaded and primed for the snapshot");
            assertThat(line.path("cases").asInt()).isPositive();
        });
        assertThat(function.metrics())
                .singleElement()
                .satisfies(line -> assertThat(line.has("ModelLoadTime"))
                        .as("the call after the restore finds it loaded")
                        .isFalse());
    }

    @Test
    void takes_the_snapshot_of_the_bootstrap_version_without_a_model() throws IOException {
        function(false).handler().snapStart().beforeCheckpoint(Core.getGlobalContext());

        assertThat(s3.requests()).isEmpty();
    }

    @Test
    void a_release_that_cannot_be_loaded_fails_the_snapshot() {
        RunningFunction function = function(true);

        assertThatThrownBy(() -> function.handler().snapStart().beforeCheckpoint(Core.getGlobalContext()))
                .isInstanceOf(FunctionException.class)
                .hasMessageContaining("S3 answered 404 NoSuchKey");
    }

    @Test
    void renews_the_credentials_after_a_restore() {
        function(true).handler().snapStart().afterRestore(Core.getGlobalContext());

        assertThat(renewals).hasValue(1);
    }
}
