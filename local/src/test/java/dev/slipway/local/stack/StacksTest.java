package dev.slipway.local.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.cloudformation.model.CloudFormationException;
import software.amazon.awssdk.services.cloudformation.model.Output;
import software.amazon.awssdk.services.cloudformation.model.Parameter;
import software.amazon.awssdk.services.cloudformation.model.Stack;
import software.amazon.awssdk.services.cloudformation.model.StackResource;
import software.amazon.awssdk.services.lambda.model.GetAliasResponse;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;

/** A stack's life, from our own template, seen through the SDK's clients. */
class StacksTest {
    private static final String STACK = "slipway-penguins";
    private static final String FUNCTION = STACK + "-function";

    private static final List<Parameter> PARAMETERS =
            List.of(parameter("ModelName", "penguins"), parameter("Auth", "none"));

    @TempDir
    Path project;

    @TempDir
    Path state;

    private RunningStacks cloud;

    @BeforeEach
    void start() throws IOException {
        RunningStacks.build(project, "one");
        cloud = new RunningStacks(state, project);
    }

    @AfterEach
    void stop() throws IOException {
        cloud.close();
    }

    @Test
    void makes_everything_that_the_template_names() throws Exception {
        create(RunningStacks.template());

        Stack stack = describe();
        assertThat(stack.stackStatusAsString()).isEqualTo("CREATE_COMPLETE");
        Map<String, String> outputs =
                stack.outputs().stream().collect(Collectors.toMap(Output::outputKey, Output::outputValue));
        assertThat(outputs)
                .containsEntry("FunctionName", FUNCTION)
                .containsEntry("LiveAlias", "live")
                .containsEntry("CandidateAlias", "candidate")
                .containsOnlyKeys(
                        "FunctionName",
                        "ModelBucket",
                        "DataKey",
                        "ApiUrl",
                        "ApiType",
                        "ApiAuth",
                        "LiveAlias",
                        "CandidateAlias",
                        "DeployerPolicy");
        assertThat(cloud.s3.buckets().keepsVersions(String.valueOf(outputs.get("ModelBucket"))))
                .as("the bucket is there, and versioned as the template asks")
                .isTrue();
        assertThat(live().functionVersion()).isEqualTo("1");
        assertThat(cloud.lambda
                        .getFunctionConfiguration(request -> request.functionName(FUNCTION))
                        .environment()
                        .variables())
                .containsEntry("SLIPWAY_MODEL", "penguins")
                .containsEntry("SLIPWAY_MODEL_BUCKET", outputs.get("ModelBucket"));
        assertThat(cloud.alarms).hasSize(4);
        assertThat(cloud.logGroups).containsExactly("/aws/http-api/" + STACK, "/aws/lambda/" + FUNCTION);
        assertThat(cloud.cloudFormation
                        .describeStackResources(request -> request.stackName(STACK))
                        .stackResources())
                .allSatisfy(resource ->
                        assertThat(resource.resourceStatusAsString()).isEqualTo("CREATE_COMPLETE"))
                .extracting(StackResource::resourceType)
                .contains("AWS::IAM::Role", "AWS::S3::BucketPolicy", "AWS::Serverless::Function");
    }

    @Test
    void serves_the_function_behind_the_live_alias_at_each_of_its_addresses() throws Exception {
        create(RunningStacks.template());
        String apiUrl = describe().outputs().stream()
                .filter(output -> output.outputKey().equals("ApiUrl"))
                .map(Output::outputValue)
                .findFirst()
                .orElseThrow();

        HttpResponse<String> direct = cloud.get(apiUrl + "/v2/models/penguins");
        HttpResponse<String> front = cloud.get(cloud.uri() + "/_api/v2/models/penguins/ready");

        assertThat(direct.statusCode()).as(direct.body()).isEqualTo(200);
        assertThat(direct.body())
                .contains("\"arn\":\"arn:aws:lambda:us-east-1:000000000000:function:" + FUNCTION + ":live\"");
        assertThat(direct.headers().firstValue("apigw-requestid")).isPresent();
        assertThat(front.statusCode()).as(front.body()).isEqualTo(200);
        assertThat(cloud.get(cloud.uri() + "/_api/v2/models/unicorns").body())
                .isEqualTo("{\"error\":\"no model 'unicorns' is deployed here; deployed: penguins\"}");
        assertThat(cloud.get(apiUrl + "/elsewhere").body()).isEqualTo("{\"message\":\"Not Found\"}");
    }

    @Test
    void other_code_changes_latest_and_leaves_weights_and_versions() throws Exception {
        create(RunningStacks.template());
        cloud.lambda.updateFunctionConfiguration(request -> request.functionName(FUNCTION)
                .environment(environment -> environment.variables(Map.of("SLIPWAY_MODEL", "penguins", "MINE", "1"))));
        cloud.lambda.publishVersion(request -> request.functionName(FUNCTION));
        cloud.lambda.updateAlias(request -> request.functionName(FUNCTION)
                .name("live")
                .routingConfig(routing -> routing.additionalVersionWeights(Map.of("2", 0.5))));
        String before = live().revisionId();
        String code = codeSha("$LATEST");
        RunningStacks.build(project, "two");

        update(RunningStacks.template());

        assertThat(describe().stackStatusAsString()).isEqualTo("UPDATE_COMPLETE");
        assertThat(live().revisionId()).isEqualTo(before);
        assertThat(live().routingConfig().additionalVersionWeights()).isEqualTo(Map.of("2", 0.5));
        assertThat(codeSha("$LATEST")).isNotEqualTo(code);
        assertThat(codeSha("2")).isEqualTo(code);
        assertThat(cloud.lambda
                        .getFunctionConfiguration(request -> request.functionName(FUNCTION))
                        .environment()
                        .variables())
                .containsEntry("MINE", "1");
    }

    @Test
    void the_same_again_is_no_update() throws Exception {
        create(RunningStacks.template());

        assertThatThrownBy(() -> update(RunningStacks.template()))
                .isInstanceOf(CloudFormationException.class)
                .hasMessageContaining("No updates are to be performed.");
        assertThatThrownBy(() -> create(RunningStacks.template()))
                .hasMessageContaining("Stack [" + STACK + "] already exists");
    }

    @Test
    void a_stack_that_cannot_be_made_leaves_nothing() throws Exception {
        String broken = RunningStacks.template().replace("RouteKey: GET /v2", "RouteKey: FETCH /v2");

        assertThatThrownBy(() -> create(broken))
                .isInstanceOf(CloudFormationException.class)
                .hasMessageContaining("Resource HttpApiServerRoute: The route key 'FETCH /v2' is not valid");

        assertThatThrownBy(this::describe).hasMessageContaining("Stack with id " + STACK + " does not exist");
        assertThatThrownBy(() -> cloud.lambda.getFunction(request -> request.functionName(FUNCTION)))
                .isInstanceOf(ResourceNotFoundException.class);
        assertThat(cloud.apis.getApis().items()).isEmpty();
        assertThat(cloud.alarms).isEmpty();
        assertThat(cloud.logGroups).isEmpty();
    }

    @Test
    void an_update_that_fails_goes_back() throws Exception {
        create(RunningStacks.template());
        String broken = RunningStacks.template()
                .replace("Takes the traffic of the API", "Takes it all")
                .replace("RouteKey: GET /v2", "RouteKey: FETCH /v2");

        assertThatThrownBy(() -> update(broken)).hasMessageContaining("is as it was before");

        assertThat(describe().stackStatusAsString()).isEqualTo("UPDATE_ROLLBACK_COMPLETE");
        assertThat(live().description()).startsWith("Takes the traffic of the API");
    }

    @Test
    void what_a_crash_interrupted_is_finished_at_the_next_start() throws Exception {
        create(RunningStacks.template());
        String api = cloud.apis.getApis().items().get(0).apiId();
        cloud.close();
        Path file = state.resolve("cloudformation").resolve(STACK + ".json");
        Files.writeString(file, Files.readString(file).replace("\"CREATE_COMPLETE\"", "\"CREATE_IN_PROGRESS\""));

        cloud = new RunningStacks(state, project);

        assertThat(describe().stackStatusAsString()).isEqualTo("CREATE_COMPLETE");
        assertThat(cloud.apis.getApis().items()).extracting("apiId").containsExactly(api);
        assertThat(cloud.apis.getRoutes(request -> request.apiId(api)).items()).hasSize(2);
        assertThat(live().functionVersion()).isEqualTo("1");
    }

    @Test
    void deletes_what_the_template_does_not_retain() throws Exception {
        create(RunningStacks.template());

        cloud.cloudFormation.deleteStack(request -> request.stackName(STACK));

        assertThat(cloud.cloudFormation.describeStacks().stacks()).isEmpty();
        assertThat(cloud.apis.getApis().items()).isEmpty();
        assertThat(cloud.alarms).isEmpty();
        assertThatThrownBy(() -> cloud.lambda.getFunction(request -> request.functionName(FUNCTION)))
                .isInstanceOf(ResourceNotFoundException.class);
        assertThat(cloud.get(cloud.uri() + "/_api/v2").statusCode()).isEqualTo(503);
    }

    private void create(String template) {
        cloud.cloudFormation.createStack(
                request -> request.stackName(STACK).templateBody(template).parameters(PARAMETERS));
    }

    private void update(String template) {
        cloud.cloudFormation.updateStack(
                request -> request.stackName(STACK).templateBody(template).parameters(PARAMETERS));
    }

    private static Parameter parameter(String name, String value) {
        return Parameter.builder().parameterKey(name).parameterValue(value).build();
    }

    private Stack describe() {
        return cloud.cloudFormation
                .describeStacks(request -> request.stackName(STACK))
                .stacks()
                .get(0);
    }

    private GetAliasResponse live() {
        return cloud.lambda.getAlias(request -> request.functionName(FUNCTION).name("live"));
    }

    private String codeSha(String qualifier) {
        return cloud.lambda
                .getFunctionConfiguration(
                        request -> request.functionName(FUNCTION).qualifier(qualifier))
                .codeSha256();
    }
}
