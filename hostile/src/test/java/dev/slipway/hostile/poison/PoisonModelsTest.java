package dev.slipway.hostile.poison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.slipway.deployer.ExitCode;
import dev.slipway.deployer.SlipwayException;
import dev.slipway.deployer.bundle.Bundle;
import dev.slipway.deployer.check.CheckBundle;
import dev.slipway.deployer.console.Console;
import dev.slipway.deployer.console.Progress;
import dev.slipway.deployer.deploy.DeploySteps;
import dev.slipway.deployer.deploy.Workshop;
import dev.slipway.deployer.project.Project;
import dev.slipway.hostile.poison.Poison.Verdict;
import dev.slipway.inference.Printable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every hand-made poison in a deploy of its own: the deployer lives, says why, and has asked nothing of the cloud. */
@Execution(ExecutionMode.CONCURRENT)
class PoisonModelsTest {
    @TempDir
    Path folder;

    private final UntouchedCloud cloud = new UntouchedCloud();

    static Stream<Poison> refused() {
        return Poisons.all().stream().filter(poison -> poison.verdict() == Verdict.REFUSED);
    }

    static Stream<Poison> accepted() {
        return Poisons.all().stream().filter(poison -> poison.verdict() == Verdict.ACCEPTED);
    }

    @ParameterizedTest
    @MethodSource("refused")
    @Timeout(value = 120, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void each_is_refused_in_words_and_nothing_is_uploaded(Poison poison) throws IOException {
        Path bundle = folder.resolve("bundle");
        poison.write(bundle);

        Throwable thrown = catchThrowable(() -> deploy(bundle));

        assertThat(thrown).isInstanceOf(SlipwayException.class);
        SlipwayException refused = (SlipwayException) thrown;
        assertThat(refused.exitCode()).as(refused.getMessage()).isEqualTo(ExitCode.REFUSED);
        assertThat(refused.next()).isNotBlank();
        assertThat(Printable.lines(refused.getMessage() + "\n" + refused.next()))
                .as("what and what next, in lines that nobody forged")
                .contains(poison.words())
                .doesNotContain("\nnext:  curl", "\u001b");
        assertThat(cloud.asked()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("accepted")
    @Timeout(value = 120, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void what_only_looks_odd_is_taken(Poison oddity) throws IOException {
        Path bundle = folder.resolve("bundle");
        oddity.write(bundle);

        assertThat(CheckBundle.check(Bundle.read(bundle)).goldenCases()).isEqualTo(1);
    }

    @Test
    void the_bundle_that_all_are_made_from_is_in_order() throws IOException {
        Path bundle = folder.resolve("bundle");
        Basis.write(bundle);

        assertThat(catchThrowable(() -> deploy(bundle))).hasMessageStartingWith("the cloud was asked: [Stacks.");
    }

    @Test
    void there_are_enough_of_them_and_each_has_a_name_of_its_own() {
        List<String> names = Poisons.all().stream().map(Poison::name).toList();

        assertThat(names).hasSizeGreaterThanOrEqualTo(60).doesNotHaveDuplicates();
    }

    private void deploy(Path bundle) throws IOException {
        Path project = Files.createDirectories(folder.resolve("project"));
        Files.writeString(project.resolve("slipway.yaml"), "rollout: AllAtOnce\n");
        Project opened = Project.open(project, project);
        new DeploySteps(new Workshop(
                        opened,
                        opened.file().environment("local"),
                        cloud.cloud(),
                        new SilentConsole(),
                        Clock.systemUTC(),
                        pause -> {}))
                .deploy(Bundle.read(bundle));
    }

    /** Nobody reads what is said here. */
    private static final class SilentConsole implements Console {
        @Override
        public boolean json() {
            return false;
        }

        @Override
        public boolean interactive() {
            return false;
        }

        @Override
        public void say(String line) {
            // silent
        }

        @Override
        public void result(Object value, Supplier<String> text) {
            // silent
        }

        @Override
        public void redraw(String block) {
            // silent
        }

        @Override
        public Progress progress(String task, long total, String unit) {
            throw new AssertionError("something was measured: " + task);
        }
    }
}
