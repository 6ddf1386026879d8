package dev.slipway.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.SdkBytes;

/**
 * Secrets wherever a client, an operator or a machine can put one; then every file that the project has and every line that
 * the command printed is searched for each. A secret may be found in its own place and nowhere else.
 */
@VerifiedOn(BackendName.EMBEDDED) // elsewhere the files are not this machine's to read
class PrivacyIT {
    private static final Pattern SECRET_KEY = Pattern.compile("aws_secret_access_key = (\\S+)");
    private static final String NOWHERE = "(?!)";

    @TempDir
    Path project;

    /** Each secret with the pattern of the files, relative to the project, that are its own place. */
    private final Map<String, String> secrets = new LinkedHashMap<>();

    private final List<Slipway.Outcome> outcomes = new ArrayList<>();

    private String secret(String place) {
        return secret(place, NOWHERE);
    }

    private String secret(String place, String own) {
        String marker = "SecretOf" + place + "X" + (4711 + secrets.size());
        secrets.put(marker, own);
        return marker;
    }

    @Test
    void fifty_secrets_are_found_in_their_own_places_and_nowhere_else() throws IOException {
        try (EmbeddedCloud cloud = EmbeddedCloud.up(project, "penguins", "AllAtOnce", Map.of(), environment())) {
            Slipway command = cloud.slipway();
            secretInTheTemplate();
            keys(cloud, command);
            run(command, 0, "deploy", Penguins.V1, "--sign", "--debug");
            run(command, 0, "deploy", Penguins.V2, "--sign", "--debug", "--output", "json");
            for (String look : List.of("status", "history", "verify")) {
                run(command, 0, look, "penguins", "--debug", "--output", "json");
            }
            run(command, 0, "diff", "penguins", "2", "3", "--debug");
            run(command, 3, "plan", Penguins.V1, "--debug", "--output", "json");
            bodies(cloud);
            headers(cloud);
            invocations(command);
            mistakes(command);
            cloud.clients()
                    .kms()
                    .encrypt(request ->
                            request.keyId("alias/data").plaintext(SdkBytes.fromUtf8String(secret("Plaintext"))));
            assertThat(secrets).hasSizeGreaterThanOrEqualTo(50);
        } // stopped: everything that it had in memory is written
        search();
    }

    /** What the processes of the command and of the cloud find; the embedded cloud's own credentials go before these. */
    private Map<String, String> environment() {
        return Map.of(
                "AWS_SECRET_ACCESS_KEY", secret("SecretAccessKey"),
                "AWS_SESSION_TOKEN", secret("SessionToken"),
                "AWS_BEARER_TOKEN", secret("BearerToken"),
                "DATABASE_PASSWORD", secret("ProcessEnvironment"),
                "SLIPWAY_PASSWORD", secret("SlipwayEnvironment"));
    }

    /** A variable of the function: CloudFormation keeps the template and Lambda the configuration, nobody else either. */
    private void secretInTheTemplate() throws IOException {
        Path template = project.resolve("template.yaml");
        String text = Files.readString(template);
        Files.delete(template);
        String anchor = "          SLIPWAY_MODEL: !Ref ModelName\n";
        assertThat(text).contains(anchor);
        String own = "template\\.yaml|\\.slipway/local/state/(cloudformation|lambda)/.*";
        Files.writeString(
                template,
                text.replace(
                        anchor, anchor + "          DATABASE_PASSWORD: " + secret("FunctionEnvironment", own) + "\n"));
    }

    private void keys(EmbeddedCloud cloud, Slipway command) throws IOException {
        run(command, 0, "key", "create", "--debug");
        run(command, 0, "key", "show", "--output", "json", "--debug");
        Path key = project.resolve(".slipway/signing-key.pem");
        secrets.put(Files.readAllLines(key).get(1), "\\.slipway/signing-key\\.pem");
        Matcher root = SECRET_KEY.matcher(Files.readString(cloud.credentials()));
        assertThat(root.find()).isTrue();
        secrets.put(root.group(1), "\\.slipway/local/credentials");
        String id = cloud.clients().kms().createKey().keyMetadata().keyId();
        cloud.clients()
                .kms()
                .createAlias(request -> request.aliasName("alias/data").targetKeyId(id));
        Path kms = cloud.state().resolve("state/kms/" + id + ".key.json");
        secrets.put(
                EmbeddedCloud.JSON
                        .readTree(Files.readAllBytes(kms))
                        .path("secrets")
                        .path(0)
                        .asText(),
                "\\.slipway/local/state/kms/.*");
        for (Path own : List.of(key, cloud.credentials(), kms)) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(own)))
                    .as(own.toString())
                    .isEqualTo("rw-------");
        }
    }

    private void bodies(EmbeddedCloud cloud) {
        String good = Penguins.gentoo();
        String number = "4711" + (1_000_000 + secrets.size());
        secrets.put(number, NOWHERE);
        for (String body : List.of(
                good.replace("46.1", number),
                good.replace("46.1", "\"" + secret("NumberAsText") + "\""),
                good.replace("Biscoe", secret("Category")),
                good.replace("female", secret("OtherCategory")),
                good.replace("\"island\"", "\"" + secret("InputName") + "\""),
                good.replace("\"FP64\"", "\"" + secret("Datatype") + "\""),
                good.replace("[1]", "[\"" + secret("Shape") + "\"]"),
                good.replace("{\"inputs\"", "{\"id\":\"" + secret("Id") + "\",\"inputs\""),
                good.replace("{\"inputs\"", "{\"parameters\":{\"p\":\"" + secret("Parameter") + "\"},\"inputs\""),
                good.replace("{\"inputs\"", "{\"outputs\":[{\"name\":\"" + secret("OutputName") + "\"}],\"inputs\""),
                good.replace("{\"inputs\"", "{\"" + secret("Field") + "\":1,\"inputs\""),
                good + secret("Tail"),
                "{\"inputs\": " + secret("Malformed"),
                "[\"" + secret("Array") + "\"]",
                secret("NoJson"),
                "[".repeat(2000) + secret("Deep"),
                "{\"inputs\":[\"" + secret("Oversize") + "x".repeat(7 * 1024 * 1024) + "\"]}")) {
            cloud.post(Penguins.INFER, body);
        }
        cloud.get("/v2/models/" + secret("PathModel"));
        cloud.get("/v2/models/penguins/versions/" + secret("PathVersion"));
        cloud.get("/v2/" + secret("Path"));
        cloud.get("/elsewhere/" + secret("OtherPath"));
        cloud.post(Penguins.INFER + "?token=" + secret("Query"), good);
        cloud.post(Penguins.INFER + "?X-Amz-Signature=" + secret("PresignedSignature"), "{");
    }

    private void headers(EmbeddedCloud cloud) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Authorization", "Bearer " + secret("Authorization"));
        headers.put("Cookie", "session=" + secret("Cookie"));
        headers.put("X-Api-Key", secret("ApiKey"));
        headers.put("X-Forwarded-For", secret("ForwardedFor"));
        headers.put("X-Amz-Security-Token", secret("SecurityToken"));
        headers.put("User-Agent", secret("UserAgent"));
        headers.put("X-Other", secret("Header"));
        headers.put("Content-Type", "text/" + secret("MediaType"));
        headers.forEach((name, value) -> {
            send(cloud.api() + Penguins.INFER, name, value, Penguins.gentoo());
            send(cloud.api() + Penguins.INFER, name, value, "{");
            send(cloud.endpoint() + "/", name, value, "{"); // to the services themselves
        });
        String wrong = "AWS4-HMAC-SHA256 Credential=AKIAEXAMPLE/20261125/us-east-1/s3/aws4_request,"
                + " SignedHeaders=host, Signature=" + secret("Signature");
        send(cloud.endpoint() + "/bucket/key", "Authorization", wrong, secret("UnsignedBody"));
    }

    private static void send(String url, String header, String value, String body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url))
                .timeout(Backend.PATIENCE)
                .setHeader("Content-Type", "application/json")
                .setHeader(header, value)
                .POST(HttpRequest.BodyPublishers.ofString(body));
        try {
            HttpResponse<String> answer =
                    Backend.HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
            assertThat(answer.statusCode()).isGreaterThanOrEqualTo(200);
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** Through the command, whose stderr a pipeline keeps. */
    private void invocations(Slipway command) throws IOException {
        Path file = project.resolve("request.txt");
        Files.writeString(file, "{\"inputs\": \"" + secret("RequestFile", "request\\.txt") + "\"}");
        for (String data : List.of(
                "{\"inputs\": " + secret("InvokeMalformed"),
                "{\"inputs\":[\"" + secret("InvokeBody") + "\"]}",
                Penguins.gentoo().replace("Biscoe", secret("InvokeCategory")),
                "@request.txt")) {
            outcomes.add(quoted(command.run("predict", "penguins", "--debug", "--data", data)));
            outcomes.add(quoted(command.run("invoke", "penguins", "--debug", "--data", data)));
        }
    }

    /** What was printed, without the command line itself, which is the caller's own. */
    private static Slipway.Outcome quoted(Slipway.Outcome outcome) {
        return new Slipway.Outcome(List.of(), outcome.exit(), outcome.stdout(), outcome.stderr());
    }

    /** Passwords where a name was expected, in slipway.yaml, in keys and in URLs. */
    private void mistakes(Slipway command) throws IOException {
        Path yaml = project.resolve("slipway.yaml");
        String own = "slipway\\.yaml";
        String good = Files.readString(yaml);
        for (String wrong : List.of(
                "environments: {aws: {region: {password: " + secret("YamlMap", own) + "}}}\n",
                "environments: {local: {embedded: " + secret("YamlFlag", own) + "}}\n",
                "environments: [" + secret("YamlList", own) + "]\n",
                "environments: {local: {parameters: {A: {b: " + secret("YamlParameter", own) + "}}}}\n",
                "password: '" + secret("YamlUnfinished", own) + "\n",
                "a: b: " + secret("YamlMalformed", own) + "\n",
                "\t" + secret("YamlTab", own) + "\n")) {
            Files.writeString(yaml, wrong);
            run(command, 2, "status", "penguins", "--debug");
        }
        Files.writeString(yaml, good);
        Path key = project.resolve("wrong.pem");
        Files.writeString(
                key,
                "-----BEGIN PRIVATE KEY-----\n" + secret("WrongKey", "wrong\\.pem") + "\n-----END PRIVATE KEY-----\n");
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
        run(command, 2, "key", "show", "wrong.pem", "--debug");
        String url = "http://user:" + secret("UrlPassword") + "@127.0.0.1:1";
        outcomes.add(quoted(command.run("status", "penguins", "--debug", "--endpoint-url", url)));
        outcomes.add(quoted(command.run("verify", "penguins", "--debug", "--trusted", secret("TrustedKey"))));
    }

    private void run(Slipway command, int exit, String... arguments) {
        Slipway.Outcome outcome = command.run(arguments);
        assertThat(outcome.exit()).as(outcome.toString()).isEqualTo(exit);
        outcomes.add(outcome);
    }

    private void search() throws IOException {
        List<String> found = new ArrayList<>();
        for (Slipway.Outcome outcome : outcomes) {
            String printed = outcome.stdout() + outcome.stderr();
            secrets.keySet().stream()
                    .filter(printed::contains)
                    .forEach(secret -> found.add(secret + " printed by " + outcome));
        }
        int files = 0;
        Set<String> athome = new TreeSet<>();
        try (Stream<Path> all = Files.walk(project)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                files++;
                String text = Files.readString(file, StandardCharsets.ISO_8859_1);
                String name = project.relativize(file).toString().replace('\\', '/');
                secrets.forEach((secret, own) -> {
                    if (text.contains(secret) && name.matches(own)) {
                        athome.add(secret);
                    } else if (text.contains(secret)) {
                        found.add(secret + " in the file " + name);
                    }
                });
            }
        }
        assertThat(files).as("files that were searched").isGreaterThan(20);
        assertThat(athome)
                .as("found where they belong, so that the search is one")
                .hasSizeGreaterThanOrEqualTo(5);
        assertThat(found).isEmpty();
    }
}
