package dev.slipway.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.Credentials;

/**
 * Least privilege, both ways: with the actions that the template gives everything works, and without any one of them something
 * breaks and names it. The actions are read from what the template made, so a new one is tried without a change here.
 */
class RoleIT {
    private static final String STACK = "slipway-penguins";
    private static final String LOGS = "/aws/lambda/" + STACK + "-function";
    private static final String OWN = "read-models-write-logs";
    /** The version that every stack begins with: there is always another than the one behind live. */
    private static final String BOOTSTRAP = "1";

    private static final int IN_PARTS = 17 << 20;
    private static final long TWO_DAYS = 172_800_000;
    private static final String TRUST = "{\"Statement\":{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"000000000000\"},"
            + "\"Action\":\"sts:AssumeRole\"}}";

    /** What only a parameter switches on, and why it cannot be tried here. */
    private static final Map<String, String> BY_PARAMETER = Map.of(
            "xray:", "the embedded cloud has no X-Ray",
            "ec2:", "the embedded cloud has no network to attach a function to",
            "kms:Sign", "a signing key is made outside of the stack",
            "kms:GetPublicKey", "a signing key is made outside of the stack");

    /** Which command to try first; all others follow, so that an action that is missing here is found too. */
    private static final Map<String, String> FIRST = Map.ofEntries(
            Map.entry("lambda:DeleteFunction", "prune"),
            Map.entry("lambda:ListAliases", "prune"),
            Map.entry("s3:DeleteObject", "prune"),
            Map.entry("s3:AbortMultipartUpload", "prune"),
            Map.entry("s3:ListBucketMultipartUploads", "push"),
            Map.entry("s3:ListMultipartUploadParts", "push"),
            Map.entry("s3:PutObject", "shift"),
            Map.entry("kms:GenerateDataKey", "shift"),
            Map.entry("lambda:UpdateAlias", "shift"),
            Map.entry("lambda:ListVersionsByFunction", "release"),
            Map.entry("lambda:PublishVersion", "release"),
            Map.entry("lambda:UpdateFunctionConfiguration", "release"),
            Map.entry("lambda:GetFunctionConfiguration", "release"),
            Map.entry("lambda:InvokeFunction", "release"),
            Map.entry("cloudwatch:GetMetricData", "rollout"));

    private static final List<String> COMMANDS =
            List.of("status", "history", "shift", "rollback", "push", "release", "rollout", "prune");

    @TempDir
    static Path project;

    private static EmbeddedCloud cloud;
    private static long pid;
    private static Slipway asRole;
    private static FreshBundles bundles;
    private static IamClient iam;
    private static CloudWatchLogsClient logs;
    private static String functionRole;
    private static RolePolicy ofFunction;
    private static RolePolicy ofDeployer;
    private static int weight = 10;

    @BeforeAll
    static void release_as_root_and_take_on_a_role_with_the_templates_policy() throws IOException {
        bundles = new FreshBundles(project.resolve("bundles"));
        cloud = EmbeddedCloud.up(project, "AllAtOnce");
        succeeds(root("deploy", Penguins.V1));
        succeeds(root("deploy", Penguins.V2));
        String bucket = output("ModelBucket");
        try (S3Client s3 = client(S3Client.builder().forcePathStyle(true))) {
            s3.createMultipartUpload(
                    request -> request.bucket(bucket).key("models/penguins/blobs/sha256/" + "0".repeat(64)));
        }
        restartTwoDaysLater();
        succeeds(root("deploy", bundles.small()));

        iam = client(IamClient.builder());
        logs = client(CloudWatchLogsClient.builder());
        functionRole = iam.listRoles().roles().get(0).roleName();
        ofFunction = new RolePolicy(decoded(
                iam.getRolePolicy(request -> request.roleName(functionRole).policyName(OWN))
                        .policyDocument()));
        String arn = output("DeployerPolicy");
        ofDeployer = new RolePolicy(
                decoded(iam.getPolicyVersion(request -> request.policyArn(arn).versionId("v1"))
                        .policyVersion()
                        .document()));
        iam.createRole(request -> request.roleName("deployer").assumeRolePolicyDocument(TRUST));
        allow("deployer", "template", ofDeployer.document());
        asRole = new Slipway(project, session());
        Files.writeString(project.resolve("slipway.yaml"), """
                default_environment: local
                environments:
                  local: {embedded: true}
                  assumed: {region: us-east-1, endpoint_url: "%s"}
                rollout: AllAtOnce
                """.formatted(cloud.endpoint()));
    }

    @AfterAll
    static void stop() {
        cloud.close();
    }

    @Test
    void what_a_parameter_alone_switches_on_is_named_with_its_reason() throws IOException {
        String template = Files.readString(Slipway.home().resolve("template.yaml"));
        TreeSet<String> written = new TreeSet<>();
        for (String resource : List.of("FunctionRole", "DeployerPolicy")) {
            String block = template.substring(template.indexOf("\n  " + resource + ":"));
            Matcher end =
                    Pattern.compile("\n\n  \\w+:|\n\nOutputs:|\n\n  # ---").matcher(block);
            Matcher action = Pattern.compile("(?m)(?:- |Action: )([a-z0-9]+:[A-Za-z]+)$")
                    .matcher(end.find() ? block.substring(0, end.start()) : block);
            while (action.find()) {
                written.add(action.group(1));
            }
        }
        written.removeAll(Stream.concat(ofFunction.actions().stream(), ofDeployer.actions().stream())
                .map(RolePolicy.Action::name)
                .collect(Collectors.toSet()));
        written.remove("sts:AssumeRole");

        assertThat(written)
                .allSatisfy(action -> assertThat(BY_PARAMETER.keySet()).anyMatch(action::startsWith));
    }

    @TestFactory
    Stream<DynamicTest> the_function_needs_each_of_its_actions_and_no_other() {
        Stream<DynamicTest> removals = ofFunction.actions().stream()
                .map(action -> DynamicTest.dynamicTest("without " + action, () -> {
                    allow(functionRole, OWN, ofFunction.without(action));
                    int before = streams();
                    HttpResponse<String> answer = coldPrediction();
                    String told = answer.statusCode() == 200
                            ? Files.readString(cloud.state().resolve("cloud.log"))
                            : answer.body();
                    assertThat(answer.statusCode() == 200 && streams() > before)
                            .as("the function serves and logs without " + action)
                            .isFalse();
                    assertThat(told).contains(action.name());
                }));
        return Stream.concat(removals, Stream.of(DynamicTest.dynamicTest("with all of them", () -> {
            allow(functionRole, OWN, ofFunction.document());
            int before = streams();
            HttpResponse<String> answer = coldPrediction();
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            assertThat(streams()).isGreaterThan(before);
        })));
    }

    @TestFactory
    Stream<DynamicTest> the_deployer_needs_each_of_its_actions_and_no_other() {
        // What prune alone needs comes first, in the order in which it deletes: there is something left for each
        List<String> order = List.of("lambda:DeleteFunction", "s3:DeleteObject", "s3:AbortMultipartUpload");
        Stream<DynamicTest> removals = ofDeployer.actions().stream()
                .sorted(Comparator.comparingInt(
                        action -> order.contains(action.name()) ? order.indexOf(action.name()) : order.size()))
                .map(action -> DynamicTest.dynamicTest("without " + action, () -> {
                    allow("deployer", "template", ofDeployer.without(action));
                    breaks(action);
                }));
        return Stream.concat(removals, Stream.of(DynamicTest.dynamicTest("with all of them", () -> {
            allow("deployer", "template", ofDeployer.document());
            for (String command : COMMANDS) {
                succeeds(run(command));
            }
        })));
    }

    private static void breaks(RolePolicy.Action action) {
        String first = FIRST.getOrDefault(action.name(), "status");
        List<String> all = Stream.concat(Stream.of(first), COMMANDS.stream().filter(name -> !name.equals(first)))
                .toList();
        for (String command : all) {
            Slipway.Outcome outcome = run(command);
            if (outcome.exit() != 0) {
                assertThat(outcome.stderr()).as(outcome.toString()).contains(action.name());
                return;
            }
        }
        throw new AssertionError("every command works without " + action + ": take it out of the template");
    }

    private static Slipway.Outcome run(String command) {
        return switch (command) {
            case "push" -> asRole.run("push", bundles.large(IN_PARTS), "--env", "assumed");
            case "release" -> asRole.run("release", bundles.small(), "--env", "assumed");
            case "shift" -> asRole.run("shift", "penguins", "live", BOOTSTRAP + "=" + weight++, "--env", "assumed");
            case "rollout" -> rollout();
            case "prune" -> asRole.run("prune", "penguins", "--keep", "1", "--env", "assumed");
            default -> asRole.run(command, "penguins", "--env", "assumed");
        };
    }

    /** Under load, or it would wait for something to judge. What a refused one leaves is taken back. */
    private static Slipway.Outcome rollout() {
        succeeds(root("release", bundles.small()));
        AtomicBoolean done = new AtomicBoolean();
        Thread load = new Thread(() -> {
            while (!done.get()) {
                cloud.post(Penguins.INFER, Penguins.gentoo());
            }
        });
        load.start();
        try {
            Slipway.Outcome outcome =
                    asRole.run("rollout", "penguins", "--plan", "{steps: [50], bake: 2s}", "--env", "assumed");
            if (outcome.exit() != 0) {
                succeeds(root("rollback", "penguins"));
            }
            return outcome;
        } finally {
            done.set(true);
        }
    }

    /** A prediction by a worker that has to load the model first. */
    private static HttpResponse<String> coldPrediction() {
        ProcessHandle.of(pid).orElseThrow().children().toList().forEach(worker -> {
            worker.destroyForcibly();
            worker.onExit().join();
        });
        HttpResponse<String> answer = cloud.post(Penguins.INFER, Penguins.gentoo());
        // The cloud may learn of a death from the one request that it still gave to the dead
        return answer.body().contains("Internal Server Error") ? cloud.post(Penguins.INFER, Penguins.gentoo()) : answer;
    }

    private static int streams() {
        return logs.describeLogStreamsPaginator(request -> request.logGroupName(LOGS)).logStreams().stream()
                .toList()
                .size();
    }

    /** Prune leaves files for an hour and unfinished uploads for a day: what is there is made older while the cloud is down. */
    private static void restartTwoDaysLater() throws IOException {
        succeeds(root("local", "down"));
        Pattern time = Pattern.compile("\\b1[78]\\d{11}\\b");
        try (Stream<Path> files = Files.walk(cloud.state().resolve("state/s3"))) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".json")).toList()) {
                String aged = time.matcher(Files.readString(file))
                        .replaceAll(found -> String.valueOf(Long.parseLong(found.group()) - TWO_DAYS));
                Files.writeString(file, aged);
            }
        }
        int port = URI.create(cloud.endpoint()).getPort();
        Slipway.Outcome up = root("local", "up", "--detach", "--port", String.valueOf(port), "--output", "json");
        succeeds(up);
        pid = EmbeddedCloud.json(up.stdout()).get("pid").asLong();
    }

    private static Slipway.Outcome root(String... arguments) {
        return cloud.slipway().run(arguments);
    }

    private static void succeeds(Slipway.Outcome outcome) {
        assertThat(outcome.exit()).as(outcome.toString()).isZero();
    }

    private static void allow(String role, String policy, String document) {
        iam.putRolePolicy(request -> request.roleName(role).policyName(policy).policyDocument(document));
    }

    private static Map<String, String> session() {
        try (StsClient sts = client(StsClient.builder())) {
            Credentials key = sts.assumeRole(request -> request.roleArn("arn:aws:iam::000000000000:role/deployer")
                            .roleSessionName("RoleIT"))
                    .credentials();
            return Map.of(
                    "AWS_ACCESS_KEY_ID", key.accessKeyId(),
                    "AWS_SECRET_ACCESS_KEY", key.secretAccessKey(),
                    "AWS_SESSION_TOKEN", key.sessionToken());
        }
    }

    private static String output(String name) {
        try (CloudFormationClient stacks = client(CloudFormationClient.builder())) {
            return stacks.describeStacks(request -> request.stackName(STACK)).stacks().get(0).outputs().stream()
                    .filter(output -> output.outputKey().equals(name))
                    .findFirst()
                    .orElseThrow()
                    .outputValue();
        }
    }

    private static String decoded(String document) {
        return URLDecoder.decode(document, StandardCharsets.UTF_8);
    }

    private static <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C client(B builder) {
        return builder.httpClientBuilder(UrlConnectionHttpClient.builder())
                .endpointOverride(URI.create(cloud.endpoint()))
                .region(Region.US_EAST_1)
                .credentialsProvider(ProfileCredentialsProvider.builder()
                        .profileFile(ProfileFile.builder()
                                .content(cloud.credentials())
                                .type(ProfileFile.Type.CREDENTIALS)
                                .build())
                        .build())
                .build();
    }
}
