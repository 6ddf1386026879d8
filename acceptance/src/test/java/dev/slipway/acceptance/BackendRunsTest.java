package dev.slipway.acceptance;

import static dev.slipway.acceptance.BackendName.AWS;
import static dev.slipway.acceptance.BackendName.EMBEDDED;
import static dev.slipway.acceptance.BackendName.LOCALSTACK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BackendRunsTest {
    private static final List<BackendName> BOTH = List.of(EMBEDDED, LOCALSTACK);
    private static final Optional<String> NO_DOCKER = Optional.of("no Docker engine answers on this machine");

    @Test
    void a_class_runs_on_every_backend_it_names() {
        assertThat(BackendRuns.backends(BOTH, Optional.empty())).isEqualTo(BOTH);
    }

    @Test
    void a_property_chooses_among_them_and_never_adds_one() {
        assertThat(BackendRuns.backends(BOTH, Optional.of("localstack"))).containsExactly(LOCALSTACK);
        assertThat(BackendRuns.backends(List.of(EMBEDDED), Optional.of("localstack, embedded")))
                .containsExactly(EMBEDDED);
    }

    @Test
    void a_real_account_is_used_where_it_is_chosen_and_nowhere_else() {
        assertThat(BackendRuns.backends(BOTH, Optional.of("aws"))).containsExactly(AWS);
        assertThat(BackendRuns.backends(BOTH, Optional.empty())).doesNotContain(AWS);
    }

    @Test
    void what_cannot_run_is_skipped_with_a_line_that_says_so() {
        assertThat(BackendRuns.skipped(NO_DOCKER, false)).isEqualTo(NO_DOCKER);
        assertThat(BackendRuns.skippedOrFailed("ReleaseIT", LOCALSTACK, NO_DOCKER.get(), false))
                .isEqualTo("SKIPPED ReleaseIT on LOCALSTACK: no Docker engine answers on this machine");
    }

    @Test
    void where_docker_is_demanded_nothing_is_skipped() {
        assertThat(BackendRuns.skipped(NO_DOCKER, true)).isEmpty();
        assertThatThrownBy(() -> BackendRuns.skippedOrFailed("ReleaseIT", LOCALSTACK, NO_DOCKER.get(), true))
                .isInstanceOf(AssertionError.class)
                .hasMessage("ReleaseIT cannot run on LOCALSTACK: no Docker engine answers on this machine,"
                        + " and SLIPWAY_REQUIRE_DOCKER is set");
    }
}
