package dev.slipway.deployer.lease;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.slipway.deployer.ExitCode;
import dev.slipway.deployer.cloud.InMemoryObjectStore;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class AliasLeaseTest {
    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

    private final InMemoryObjectStore store = new InMemoryObjectStore("bucket");

    @Test
    void the_second_is_told_who_holds_it_and_since_when() {
        acquire(elsewhere("ann", 4711));

        assertThatThrownBy(() -> acquire(elsewhere("bob", 1)))
                .isInstanceOf(LeaseException.class)
                .hasMessage(
                        "the alias live of f is held by ann@anns-host (pid 4711, deploy) since 2026-11-24T12:00:00Z")
                .satisfies(e -> assertThat(((LeaseException) e).exitCode()).isEqualTo(ExitCode.HELD));
    }

    @Test
    void of_many_at_once_exactly_one_wins() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Callable<Boolean>> attempts = new ArrayList<>();
            for (int i = 0; i < 32; i++) {
                Holder holder = elsewhere("racer" + i, i);
                attempts.add(() -> wins(holder));
            }
            int winners = 0;
            for (Future<Boolean> attempt : threads.invokeAll(attempts)) {
                winners += attempt.get() ? 1 : 0;
            }
            assertThat(winners).isEqualTo(1);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void let_go_it_is_free_and_the_rollouts_state_stays() {
        AliasLease first = acquire(elsewhere("ann", 1));
        first.save(JsonNodeFactory.instance.objectNode().put("step", 2));
        first.close();

        AliasLease second = acquire(elsewhere("bob", 2));

        assertThat(second.rollout().orElseThrow().path("step").asInt()).isEqualTo(2);
    }

    @Test
    void an_expired_one_is_taken_and_its_paused_holder_changes_nothing() {
        AliasLease paused = acquire(elsewhere("ann", 1));
        Clock later = Clock.offset(CLOCK, LeaseRecord.EXPIRY);
        AliasLease taker = AliasLease.acquire(store, "f", "live", elsewhere("bob", 2), later);
        taker.save(JsonNodeFactory.instance.objectNode().put("by", "bob"));

        assertThatThrownBy(
                        () -> paused.save(JsonNodeFactory.instance.objectNode().put("by", "ann")))
                .isInstanceOf(LeaseException.class)
                .hasMessage(
                        "the alias live of f was taken over by bob@bobs-host (pid 2, deploy); nothing more was changed"
                                + " from here");
        paused.close();
        assertThat(AliasLease.look(store, "f", "live")
                        .orElseThrow()
                        .rollout()
                        .orElseThrow()
                        .path("by")
                        .asText())
                .isEqualTo("bob");
    }

    @Test
    void one_that_beats_does_not_expire() {
        AliasLease slow = AliasLease.acquire(store, "f", "live", elsewhere("ann", 1), new StepClock());
        slow.renew();

        assertThatThrownBy(() -> AliasLease.acquire(
                        store, "f", "live", elsewhere("bob", 2), Clock.offset(CLOCK, Duration.ofSeconds(31))))
                .isInstanceOf(LeaseException.class);
    }

    @Test
    void a_dead_process_of_this_host_is_taken_over_at_once() throws Exception {
        Process dead = new ProcessBuilder("true").start();
        dead.waitFor();
        Holder here = Holder.ofThisProcess("deploy");
        acquire(new Holder("ann", here.host(), dead.pid(), Optional.empty(), "deploy", "dead"));

        assertThat(acquire(here).holder()).isEqualTo(here);
    }

    @Test
    void a_pid_that_another_process_has_by_now_is_dead_as_well() {
        Holder here = Holder.ofThisProcess("deploy");
        acquire(new Holder("ann", here.host(), here.pid(), Optional.of(Instant.EPOCH), "deploy", "before"));

        assertThat(acquire(here).holder()).isEqualTo(here);
    }

    @Test
    void a_living_process_of_this_host_keeps_it() {
        Holder here = Holder.ofThisProcess("deploy");
        acquire(here);

        assertThatThrownBy(() -> acquire(Holder.ofThisProcess("rollback"))).isInstanceOf(LeaseException.class);
    }

    @Test
    void a_rollback_takes_it_from_a_living_holder() {
        AliasLease running = acquire(elsewhere("ann", 1));

        AliasLease.takeOver(store, "f", "live", elsewhere("bob", 2), CLOCK);

        assertThatThrownBy(running::renew).isInstanceOf(LeaseException.class).hasMessageContaining("bob@bobs-host");
    }

    @Test
    void a_lost_answer_to_ones_own_write_is_no_loss() {
        AliasLease lease = acquire(elsewhere("ann", 1));
        store.faults().loseAnswerOf("replaceIfMatch");
        assertThatThrownBy(lease::renew).hasMessageContaining("no answer in time");

        lease.save(JsonNodeFactory.instance.objectNode().put("step", 1));

        assertThat(lease.rollout().orElseThrow().path("step").asInt()).isEqualTo(1);
    }

    @Test
    void a_state_of_a_newer_version_is_refused_with_the_way_out() {
        store.putIfAbsent("rollouts/f/live.json", "{\"schema\": 9}".getBytes(StandardCharsets.UTF_8));

        assertThatThrownBy(() -> acquire(elsewhere("ann", 1)))
                .hasMessage("the state of the rollout (rollouts/f/live.json) has the schema 9, this Slipway knows 1");
    }

    private boolean wins(Holder holder) {
        try {
            acquire(holder);
            return true;
        } catch (LeaseException e) {
            return false;
        }
    }

    private AliasLease acquire(Holder holder) {
        return AliasLease.acquire(store, "f", "live", holder, CLOCK);
    }

    private static Holder elsewhere(String user, long pid) {
        return new Holder(user, user + "s-host", pid, Optional.empty(), "deploy", user + pid);
    }

    /** Ten seconds later each time it is asked. */
    private static final class StepClock extends Clock {
        private Instant now = NOW;

        @Override
        public java.time.ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(java.time.ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            now = now.plusSeconds(10);
            return now;
        }
    }
}
