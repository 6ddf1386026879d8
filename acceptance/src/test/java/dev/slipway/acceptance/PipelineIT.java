package dev.slipway.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.inference.manifest.Digest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The pipelines that {@code slipway ci init} writes: their own shell, taken out of their files and run in order against the embedded cloud, with a
 * slipway that they fetch and verify themselves. SAM has no stack to make there, and GitHub's gh nobody to write to: both only write down how they
 * were called.
 */
@VerifiedOn(BackendName.EMBEDDED) // about what the pipelines' shell does, whatever cloud it is pointed at
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PipelineIT {
    private static final String SHOW = "Show the plan";

    @TempDir
    static Path project;

    @TempDir
    static Path tools;

    private static EmbeddedCloud cloud;
    private static Runner runner;
    private static Path sam;
    private static Path gh;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        cloud = EmbeddedCloud.up(project, "AllAtOnce");
        Path archive = archive();
        runner = new Runner(project, tools.resolve("bin"))
                .variable("SLIPWAY_URL", archive.toUri().toString())
                .variable("SLIPWAY_SHA256", Digest.sha256(Files.readAllBytes(archive)))
                .variable("GITHUB_STEP_SUMMARY", tools.resolve("summary.md").toString())
                .variable("GITHUB_REPOSITORY", "team/models")
                .variable("PULL_REQUEST", "7")
                .variable("SLIPWAY_ID_TOKEN", "a-token")
                .variable("SLIPWAY_ARTIFACTS", "slipway-ci-artifacts")
                .variable("SLIPWAY_STACK_ROLE", "arn:aws:iam::000000000000:role/slipway-ci-stack");
        sam = runner.stub("sam");
        gh = runner.stub("gh");
        write("good", Penguins.V1);
        write("bad", Penguins.V1);
        Path model = project.resolve("bad/model.onnx");
        byte[] whole = Files.readAllBytes(model);
        Files.write(model, java.util.Arrays.copyOf(whole, whole.length / 2));
    }

    @AfterAll
    static void stop() {
        cloud.close();
    }

    @Test
    @Order(1)
    void a_pull_request_prints_and_posts_the_plan_and_deploys_nothing() {
        init("github", "good");

        Runner.Outcome check = runner.run(github("check"), SHOW);
        Runner.Outcome plan = runner.run(github("plan"), SHOW);

        assertThat(check.exit()).as(check.toString()).isZero();
        assertThat(check.stdout()).contains("accuracy");
        assertThat(plan.exit()).as(plan.toString()).isZero();
        assertThat(plan.stdout())
                .contains("### Slipway plan: <code>penguins</code> in <code>local</code>")
                .contains("- **stack**: <code>make slipway-penguins</code>");
        assertThat(Runner.read(tools.resolve("summary.md"))).contains("### Slipway plan");
        assertThat(Runner.read(gh))
                .contains("POST", "repos/team/models/issues/7/comments", "body=@.slipway/ci/comment.md");
        assertThat(Runner.read(project.resolve(".slipway/ci/comment.md")))
                .startsWith("<!-- slipway plan -->\n### Slipway plan");
        assertThat(Runner.read(sam)).isEmpty();
        assertThat(cloud.slipway().run("status", "penguins").stderr()).contains("does not exist");
    }

    @Order(2)
    @ParameterizedTest
    @ValueSource(strings = {"github", "gitlab", "codebuild"})
    void a_merge_updates_the_stack_and_deploys(String forge) {
        init(forge, "good");
        sam = runner.stub("sam");

        Runner.Outcome merge = runner.run(deploy(forge), SHOW);

        assertThat(merge.exit()).as(merge.toString()).isZero();
        assertThat(Runner.read(sam).lines())
                .startsWith("deploy")
                .containsSequence("--role-arn", "arn:aws:iam::000000000000:role/slipway-ci-stack")
                .containsSequence("--s3-bucket", "slipway-ci-artifacts")
                .containsSequence("--stack-name", "slipway-penguins")
                .contains("ModelName=penguins");
        assertThat(cloud.post(Penguins.INFER, Penguins.gentoo()).statusCode()).isEqualTo(200);
    }

    @Order(3)
    @ParameterizedTest
    @ValueSource(strings = {"gitlab", "codebuild"})
    void elsewhere_the_plan_is_printed_and_kept(String forge) {
        init(forge, "good");

        Runner.Outcome plan = runner.run(plan(forge), SHOW);

        assertThat(plan.exit()).as(plan.toString()).isZero();
        assertThat(plan.stdout()).contains("**Nothing to do**");
        assertThat(Runner.read(project.resolve("slipway-plan.md"))).contains("**Nothing to do**");
    }

    @Order(4)
    @ParameterizedTest
    @ValueSource(strings = {"github", "gitlab", "codebuild"})
    void a_bad_model_fails_both_ways_with_its_exit_code(String forge) {
        init(forge, "bad");

        Runner.Outcome plan = runner.run(plan(forge), SHOW);
        Runner.Outcome merge = runner.run(deploy(forge), SHOW);

        assertThat(plan.exit()).as(plan.toString()).isEqualTo(6);
        assertThat(merge.exit()).as(merge.toString()).isEqualTo(6);
        assertThat(merge.stderr()).contains("bad: exit code 6, refused by a check: nothing was given any traffic");
        assertThat(cloud.post(Penguins.INFER, Penguins.gentoo()).statusCode()).isEqualTo(200);
    }

    @Test
    @Order(5)
    void the_comment_of_a_plan_that_failed_says_so() {
        init("github", "bad");
        gh = runner.stub("gh");

        Runner.Outcome plan = runner.run(github("plan"), SHOW);

        assertThat(plan.exit()).as(plan.toString()).isEqualTo(6);
        assertThat(Runner.read(gh)).contains("POST");
        assertThat(Runner.read(project.resolve(".slipway/ci/comment.md")))
                .contains("**No plan**: exit code 6, refused by a check");
    }

    @Test
    @Order(6)
    void a_slipway_of_another_digest_is_not_run() throws IOException, InterruptedException {
        init("github", "good");
        Runner wrong = new Runner(project, tools.resolve("bin"))
                .variable("SLIPWAY_URL", archive().toUri().toString())
                .variable("SLIPWAY_SHA256", "0".repeat(64));

        Runner.Outcome check = wrong.run(github("check"), SHOW);

        assertThat(check.exit()).as(check.toString()).isEqualTo(1);
        assertThat(check.stderr()).contains("is not the archive whose SHA-256 is pinned");
    }

    private static void init(String forge, String bundle) {
        Slipway.Outcome init =
                cloud.slipway().run("ci", "init", forge, bundle, "--env", "local", "--dir", ".", "--force");
        assertThat(init.exit()).as(init.toString()).isZero();
    }

    private static List<PipelineScript.Step> plan(String forge) {
        return switch (forge) {
            case "github" -> github("plan");
            case "gitlab" ->
                PipelineScript.read(project.resolve(".gitlab-ci.yml")).gitlab("plan");
            default ->
                PipelineScript.read(project.resolve("ci/buildspec-plan.yml")).codebuild();
        };
    }

    private static List<PipelineScript.Step> deploy(String forge) {
        return switch (forge) {
            case "github" -> github("deploy");
            case "gitlab" ->
                PipelineScript.read(project.resolve(".gitlab-ci.yml")).gitlab("deploy");
            default ->
                PipelineScript.read(project.resolve("ci/buildspec-deploy.yml")).codebuild();
        };
    }

    private static List<PipelineScript.Step> github(String job) {
        return PipelineScript.read(project.resolve(".github/workflows/slipway.yml"))
                .github(job);
    }

    /** Slipway as a release has it, but for its jars, which are the build's own by symbolic links. */
    private static Path archive() throws IOException, InterruptedException {
        Path folder = tools.resolve("slipway-0");
        Path archive = tools.resolve("slipway.tar.gz");
        if (!Files.exists(archive)) {
            Files.createDirectories(folder);
            Files.copy(Slipway.home().resolve("slipway"), folder.resolve("slipway"));
            for (String part : List.of("deployer", "function", "template.yaml")) {
                Path target = Slipway.home().resolve(part);
                if (Files.isDirectory(target)) {
                    Files.createDirectories(folder.resolve(part));
                    Files.createSymbolicLink(folder.resolve(part).resolve("target"), target.resolve("target"));
                } else {
                    Files.createSymbolicLink(folder.resolve(part), target);
                }
            }
            Process tar = new ProcessBuilder("tar", "-czf", archive.toString(), "-C", tools.toString(), "slipway-0")
                    .inheritIO()
                    .start();
            assertThat(tar.waitFor()).isZero();
        }
        return archive;
    }

    private static void write(String name, String bundle) throws IOException {
        Path to = project.resolve(name);
        Files.createDirectories(to);
        try (Stream<Path> files = Files.list(Path.of(bundle))) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        }
        assertThat(Files.readString(to.resolve("model.yaml"), StandardCharsets.UTF_8))
                .contains("penguins");
    }
}
