package dev.slipway.deployer.prune;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.deployer.ExitCode;
import dev.slipway.deployer.SlipwayException;
import dev.slipway.deployer.cloud.ApiAccess;
import dev.slipway.deployer.cloud.CloudException;
import dev.slipway.deployer.cloud.InMemoryCloud;
import dev.slipway.deployer.cloud.ModelStack;
import dev.slipway.deployer.cloud.StoredObject;
import dev.slipway.deployer.lease.AliasLease;
import dev.slipway.deployer.lease.Holder;
import dev.slipway.deployer.lease.LeaseException;
import dev.slipway.deployer.ledger.Ledger;
import dev.slipway.inference.manifest.ModelKeys;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Prunes of a cloud in memory with seven releases, versions 2 to 8, each of its own model; one file they all share. */
class PruneTest {
    private static final String FUNCTION = "slipway-penguins-function";
    private static final ModelStack STACK = new ModelStack(
            "penguins", "slipway-penguins", FUNCTION, "bucket", "http://api", ApiAccess.NONE, "live", "candidate");
    private static final Instant RELEASED = Instant.parse("2026-11-24T12:00:00Z");
    private static final Instant NOW = RELEASED.plus(Duration.ofDays(2));
    private static final int RELEASES = 7;

    private InMemoryCloud cloud = new InMemoryCloud(FUNCTION);
    private Releases releases = new Releases(cloud, STACK);
    private Instant now = NOW;

    @BeforeEach
    void seven_releases_of_the_day_before_yesterday() {
        cloud = new InMemoryCloud(FUNCTION);
        releases = new Releases(cloud, STACK);
        cloud.objects("bucket").clock(at(RELEASED));
        for (int i = 0; i < RELEASES; i++) {
            releases.release("model " + i, RELEASED);
        }
        cloud.objects("bucket").clock(at(NOW));
        point("live", "8", Map.of());
        point("candidate", "8", Map.of());
    }

    @Test
    void keeps_the_newest_five_and_deletes_versions_manifests_and_files_of_the_others() {
        PruneReport report = prune(5);

        assertThat(report.versions()).extracting(PruneReport.Version::version).containsExactly("2", "3");
        assertThat(versions()).containsExactly("1", "4", "5", "6", "7", "8");
        assertThat(keys("models/")).containsExactlyInAnyOrderElementsOf(releases.keysOf("4", "5", "6", "7", "8"));
        assertThat(report.objects()).hasSize(4);
        assertThat(report.changed()).isTrue();
        assertThat(report.describe())
                .contains("keep       version 8: alias candidate, alias live, among the newest 5")
                .contains("deleted    version 2, model ")
                .contains("pruned: 2 versions, 4 objects (");
    }

    @Test
    void the_ledger_keeps_every_release_and_says_which_were_pruned() {
        prune(5);

        Ledger ledger = new Ledger(cloud.objects("bucket"), FUNCTION);
        assertThat(ledger.list()).hasSize(RELEASES);
        assertThat(ledger.pruned()).containsOnlyKeys("2", "3");
        assertThat(ledger.pruned().values()).allSatisfy(pruned -> {
            assertThat(pruned.at()).isEqualTo(NOW);
            assertThat(pruned.by()).isEqualTo("arn:aws:iam::000000000000:user/test");
        });
    }

    @Test
    void never_deletes_what_an_alias_names_by_either_weight() {
        point("live", "2", Map.of("3", 0.1));
        cloud.functions().createAlias(FUNCTION, "shadow", "4", "somebody's own");

        PruneReport report = prune(1);

        assertThat(versions()).containsExactly("1", "2", "3", "4", "8");
        assertThat(report.kept().get("3")).containsExactly("alias live");
        assertThat(report.kept().get("4")).containsExactly("alias shadow");
        assertThat(keys("models/")).containsExactlyInAnyOrderElementsOf(releases.keysOf("2", "3", "4", "8"));
    }

    @Test
    void never_deletes_what_the_last_rollout_names_for_a_rollback_goes_there() {
        releases.rollout("2", "3");

        PruneReport report = prune(1);

        assertThat(versions()).containsExactly("1", "2", "3", "8");
        assertThat(report.kept().get("2")).containsExactly("the last rollout's stable version");
        assertThat(report.kept().get("3")).containsExactly("the last rollout's canary");
    }

    @Test
    void is_told_who_holds_the_alias_and_deletes_nothing() {
        Holder deploy = new Holder("ada", "elsewhere", 7, java.util.Optional.empty(), "deploy", "t");
        AliasLease lease = AliasLease.acquire(cloud.objects("bucket"), FUNCTION, "live", deploy, at(NOW));

        assertThatThrownBy(() -> prune(1))
                .isInstanceOf(LeaseException.class)
                .hasMessageContaining("is held by ada@elsewhere (pid 7, deploy) since");
        assertThat(versions()).hasSize(1 + RELEASES);
        lease.close();
    }

    @Test
    void a_dry_run_says_what_would_go_and_changes_nothing() {
        List<String> before = keys("");

        PruneReport plan = new Prune(cloud, STACK, at(NOW)).plan(5);

        assertThat(plan.dryRun()).isTrue();
        assertThat(plan.changed()).isFalse();
        assertThat(plan.describe())
                .contains("would go   version 2, model ")
                .contains("would delete: 2 versions, 4 objects (");
        assertThat(keys("")).isEqualTo(before);
        assertThat(versions()).hasSize(1 + RELEASES);
        assertThat(prune(5).objects()).isEqualTo(plan.objects());
    }

    @Test
    void a_second_prune_has_nothing_to_do() {
        prune(5);

        PruneReport again = prune(5);

        assertThat(again.changed()).isFalse();
        assertThat(again.describe()).contains("nothing to do: everything of penguins is named by something that stays");
    }

    @Test
    void what_is_younger_than_an_hour_is_kept_for_a_push_that_still_runs() {
        cloud.objects("bucket").clock(at(NOW.minus(FindSurplus.YOUNG)));
        String blob = releases.file("pushed and not released");
        List<String> pushed = releases.push("pushed and not released yet").subList(0, 2); // the last one all share

        prune(5);
        assertThat(keys("models/")).contains(blob).containsAll(pushed);
        PruneReport later = new Prune(cloud, STACK, at(NOW.plusSeconds(1))).run(5, holder());

        assertThat(later.objects()).contains(blob).containsAll(pushed);
        assertThat(keys("models/")).doesNotContain(blob).doesNotContainAnyElementsOf(pushed);
    }

    @Test
    void what_a_version_without_a_release_names_is_kept() {
        releases.publish("published, its smoke test failed", RELEASED);

        prune(1);

        assertThat(versions()).containsExactly("1", "8", "9");
        assertThat(keys("models/")).containsExactlyInAnyOrderElementsOf(releases.keysOf("8", "9"));
    }

    @Test
    void a_signature_goes_with_its_manifest() {
        cloud.objects("bucket").clock(at(RELEASED));
        String gone = releases.sign("2");
        String stays = releases.sign("8");
        cloud.objects("bucket").clock(at(NOW));

        prune(5);

        assertThat(keys("models/")).doesNotContain(gone).contains(stays);
    }

    @Test
    void an_unreadable_manifest_that_stays_may_name_anything_so_nothing_is_deleted() {
        String manifest = releases.manifestOf("8");
        cloud.objects("bucket").delete(manifest);
        cloud.objects("bucket").putIfAbsent(manifest, "no JSON".getBytes(UTF_8));

        assertThatThrownBy(() -> prune(5))
                .isInstanceOfSatisfying(
                        SlipwayException.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.FAILED))
                .hasMessageContaining("the manifest s3://bucket/" + manifest + " cannot be read")
                .hasMessageContaining("nothing was deleted");
        assertThat(versions()).hasSize(1 + RELEASES);
    }

    @Test
    void uploads_of_yesterday_are_given_up_and_those_of_today_stay() {
        cloud.objects("bucket").clock(at(NOW.minus(FindSurplus.ABANDONED).minusSeconds(1)));
        cloud.objects("bucket").beginUpload(ModelKeys.blobs("penguins") + "old");
        cloud.objects("bucket").clock(at(NOW.minus(FindSurplus.ABANDONED)));
        cloud.objects("bucket").beginUpload(ModelKeys.blobs("penguins") + "new");

        PruneReport report = prune(5);

        assertThat(report.uploads()).containsExactly(ModelKeys.blobs("penguins") + "old");
        assertThat(cloud.objects("bucket").unfinished("models/"))
                .singleElement()
                .satisfies(upload -> assertThat(upload.key()).endsWith("new"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "list",
                "get",
                "aliases",
                "versions",
                "deleteVersion",
                "putIfAbsent",
                "delete",
                "abort",
                "replaceIfMatch"
            })
    void after_a_fault_at_any_call_the_next_prune_ends_complete(String operation) {
        cloud.objects("bucket").clock(at(RELEASED));
        cloud.objects("bucket").beginUpload(ModelKeys.blobs("penguins") + "old");
        for (boolean late : new boolean[] {false, true}) {
            if (late) {
                cloud.faults().loseAnswerOf(operation);
            } else {
                cloud.faults().failNext(operation, CloudException.Kind.OTHER);
            }
            try {
                prune(5);
            } catch (CloudException expected) {
                assertThat(expected).hasMessageContaining(operation);
            }
            assertEverythingNamedIsThere();
            now = now.plus(Duration.ofMinutes(10)); // a lease whose answer was lost is free again when it has expired
        }

        prune(5);

        assertThat(versions()).containsExactly("1", "4", "5", "6", "7", "8");
        assertThat(new Ledger(cloud.objects("bucket"), FUNCTION).pruned()).containsOnlyKeys("2", "3");
        assertThat(keys("models/")).containsExactlyInAnyOrderElementsOf(releases.keysOf("4", "5", "6", "7", "8"));
        assertThat(cloud.objects("bucket").unfinished("models/")).isEmpty();
    }

    /** Whatever version is there can still be loaded. */
    private void assertEverythingNamedIsThere() {
        List<String> released =
                versions().stream().filter(version -> !version.equals("1")).toList();
        assertThat(keys("models/")).containsAll(releases.keysOf(released.toArray(String[]::new)));
    }

    private PruneReport prune(int keep) {
        return new Prune(cloud, STACK, at(now)).run(keep, holder());
    }

    private void point(String alias, String version, Map<String, Double> weights) {
        String revision = cloud.functions().alias(FUNCTION, alias).orElseThrow().revisionId();
        cloud.functions().writeAlias(FUNCTION, alias, version, weights, revision);
    }

    private List<String> versions() {
        return cloud.functions().versions(FUNCTION).stream()
                .map(version -> version.version())
                .toList();
    }

    private List<String> keys(String prefix) {
        Stream<StoredObject> objects = cloud.objects("bucket").list(prefix).stream();
        return objects.map(StoredObject::key).toList();
    }

    private static Holder holder() {
        return Holder.ofThisProcess("prune");
    }

    private static Clock at(Instant instant) {
        return Clock.fixed(instant, ZoneOffset.UTC);
    }
}
