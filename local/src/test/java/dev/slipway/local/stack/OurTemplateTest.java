package dev.slipway.local.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.local.http.AwsError;
import dev.slipway.local.stack.template.Evaluator;
import dev.slipway.local.stack.template.ParameterValues;
import dev.slipway.local.stack.template.Problems;
import dev.slipway.local.stack.template.References;
import dev.slipway.local.stack.template.Template;
import dev.slipway.local.stack.template.TemplateCheck;
import dev.slipway.local.stack.template.TemplateReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The project's own template under each of its parameters' values, and templates that are wrong. */
class OurTemplateTest {
    private static final Map<String, String> PSEUDO = Map.of(
            "AWS::StackName", "slipway-penguins",
            "AWS::Partition", "aws",
            "AWS::Region", "us-east-1",
            "AWS::AccountId", "000000000000",
            "AWS::URLSuffix", "amazonaws.com");

    @Test
    void defaults_hold_where_nothing_is_given() throws IOException {
        assertThat(ParameterValues.resolve(template(), Map.of("ModelName", "penguins")))
                .containsEntry("Architecture", "x86_64")
                .containsEntry("SnapStart", "Disabled")
                .containsEntry("MemorySize", "1024")
                .containsEntry("Timeout", "15");
    }

    @Test
    void architecture_and_snapstart_reach_the_function() throws IOException {
        for (String architecture : List.of("x86_64", "arm64")) {
            assertThat(function(Map.of("Architecture", architecture)))
                    .containsEntry("Architectures", List.of(architecture))
                    .containsEntry("SnapStart", Map.of("ApplyOn", "None"));
        }
        assertThat(function(Map.of("SnapStart", "Enabled", "MemorySize", "2048", "Timeout", "29")))
                .containsEntry("SnapStart", Map.of("ApplyOn", "PublishedVersions"))
                .containsEntry("MemorySize", "2048")
                .containsEntry("Timeout", "29")
                .containsEntry("FunctionName", "slipway-penguins-function")
                .containsEntry("Role", "FunctionRole.Arn")
                .containsEntry(
                        "Environment",
                        Map.of(
                                "Variables",
                                Map.of(
                                        "SLIPWAY_MODEL",
                                        "penguins",
                                        "SLIPWAY_MODEL_BUCKET",
                                        "@ModelBucket",
                                        "SLIPWAY_REQUIRE_SIGNED",
                                        "false",
                                        "SLIPWAY_TRUSTED_SIGNERS",
                                        "")));
    }

    @Test
    void a_topic_is_notified_only_when_there_is_one() throws IOException {
        assertThat(properties("LatencyAlarm", Map.of())).containsEntry("AlarmActions", List.of());
        assertThat(properties("LatencyAlarm", Map.of("AlarmTopicArn", "arn:topic")))
                .containsEntry("AlarmActions", List.of("arn:topic"));
    }

    @Test
    void nobody_gets_in_unless_the_template_is_told_so() throws IOException {
        assertThat(properties("HttpApiRoute", Map.of()))
                .containsEntry("AuthorizationType", "AWS_IAM")
                .doesNotContainKeys("AuthorizerId", "AuthorizationScopes");
        assertThat(properties("HttpApiRoute", Map.of("Auth", "none"))).containsEntry("AuthorizationType", "NONE");
        assertThat(properties("RestMethod", Map.of("ApiType", "rest")))
                .containsEntry("AuthorizationType", "AWS_IAM")
                .containsEntry("ApiKeyRequired", false);
        assertThat(properties("RestMethod", Map.of("ApiType", "rest", "Auth", "api-key")))
                .containsEntry("AuthorizationType", "NONE")
                .containsEntry("ApiKeyRequired", true);
    }

    @Test
    void lists_come_as_text_with_commas() throws IOException {
        Map<String, String> jwt = Map.of(
                "Auth", "jwt", "JwtIssuer", "https://issuer", "JwtAudience", "one,two", "JwtScopes", "read,write");

        assertThat(properties("HttpApiRoute", jwt))
                .containsEntry("AuthorizationType", "JWT")
                .containsEntry("AuthorizerId", "@HttpApiAuthorizer")
                .containsEntry("AuthorizationScopes", List.of("read", "write"));
        assertThat(properties("HttpApiAuthorizer", jwt))
                .containsEntry(
                        "JwtConfiguration", Map.of("Issuer", "https://issuer", "Audience", List.of("one", "two")));
        assertThat(function(Map.of("SubnetIds", "subnet-1a,subnet-2b", "SecurityGroupIds", "sg-3c")))
                .containsEntry(
                        "VpcConfig",
                        Map.of("SubnetIds", List.of("subnet-1a", "subnet-2b"), "SecurityGroupIds", List.of("sg-3c")));
        assertThat(function(Map.of())).doesNotContainKeys("VpcConfig", "ReservedConcurrentExecutions");
    }

    @Test
    void what_does_not_go_together_is_refused_by_a_rule() {
        assertRefused(
                Map.of("Auth", "api-key"),
                "Rule ApiKeysNeedRest: Auth=api-key needs ApiType=rest, for an HTTP API knows no API keys");
        assertRefused(Map.of("Auth", "jwt", "SubnetIds", "subnet-1a"), """
                        Rule HttpTokensNeedAnIssuer: Auth=jwt with ApiType=http needs JwtIssuer, the issuer of the tokens
                        Rule HttpTokensNeedAnIssuer: Auth=jwt with ApiType=http needs JwtAudience, or every token of the issuer would do
                        Rule SubnetsNeedSecurityGroups: SubnetIds needs SecurityGroupIds""");
        assertRefused(
                Map.of("ApiType", "rest", "Auth", "jwt"),
                "Rule RestTokensNeedAUserPool: Auth=jwt with ApiType=rest needs JwtUserPoolArn, the Cognito user pool of the tokens");
        assertRefused(
                Map.of("RequireSignedModels", "true"),
                "Rule SignaturesNeedSigners: RequireSignedModels=true needs TrustedSigners, or no model would be served");
    }

    @Test
    void a_rule_that_cannot_be_asked_is_told() {
        Template wrong = TemplateReader.read("""
                Rules:
                  Odd:
                    RuleCondition: !Equals [!Ref A, x]
                    Assertions:
                      - Assert: !Contains [[a], b]
                Resources:
                  A:
                    Type: AWS::S3::Bucket
                """);
        Problems problems = new Problems();
        new TemplateCheck(wrong, problems).order();

        assertThatThrownBy(problems::refuse).isInstanceOf(AwsError.class).hasMessage("""
                        Rules.Odd: the embedded cloud does not know the function Fn::Contains
                        Rules.Odd: a rule can refer to parameters only, not to [A]""");
        assertThatThrownBy(() -> TemplateReader.read("Rules: {Empty: {}}\nResources: {A: {Type: T}}\n"))
                .isInstanceOf(AwsError.class)
                .hasMessage("Rules.Empty (line 1) has no Assertions");
    }

    @Test
    void each_resource_comes_after_those_it_needs() throws IOException {
        Problems problems = new Problems();
        List<String> order = new TemplateCheck(template(), problems).order();
        problems.refuse();

        assertThat(order)
                .containsSubsequence("Function", "BootstrapVersion", "LiveAlias", "HttpApiIntegration", "HttpApiRoute");
        assertThat(order).containsSubsequence("ModelBucket", "FunctionRole", "Function");
    }

    @Test
    void every_wrong_parameter_is_told_at_once() {
        assertThatThrownBy(() -> ParameterValues.resolve(
                        template(),
                        Map.of("Architecture", "mips", "Timeout", "30", "MemorySize", "much", "Colour", "red")))
                .isInstanceOf(AwsError.class)
                .hasMessage("""
                        Parameters: [Colour] do not exist in the template
                        Parameter 'Architecture' must be one of AllowedValues [x86_64, arm64], not 'mips'
                        Parameter 'MemorySize' must be a number, not 'much'
                        Parameter 'Timeout' must be a number not greater than 29, not 30
                        Parameters: [ModelName] must have values""");
    }

    @Test
    void every_wrong_reference_is_told_at_once_with_its_line() {
        Template wrong = TemplateReader.read("""
                Resources:
                  A:
                    Type: AWS::S3::Bucket
                    DependsOn: Nobody
                    Properties:
                      BucketName: !Sub ${B.Arn}-${AWS::Region}-${Gone}
                      Tags: !Cidr [a, b]
                  B:
                    Type: AWS::S3::Bucket
                    Condition: Never
                    Properties:
                      BucketName: !Ref A
                """);
        Problems problems = new Problems();
        new TemplateCheck(wrong, problems).order();

        assertThatThrownBy(problems::refuse).isInstanceOf(AwsError.class).hasMessage("""
                        Resources.A (line 2): Fn::Sub names 'Gone', which is no parameter and no resource
                        Resources.A (line 2): the embedded cloud does not know the function Fn::Cidr
                        Resources.A (line 2): DependsOn names 'Nobody', which is no resource of the template
                        Resources.B (line 8): the condition 'Never' is not declared
                        Circular dependency between resources: [A, B]""");
    }

    @Test
    void what_is_no_template_is_refused() {
        assertThatThrownBy(() -> TemplateReader.read("Resources: [\n")).hasMessageContaining("YAML not well-formed");
        assertThatThrownBy(() -> TemplateReader.read("hello")).hasMessageContaining("unsupported structure");
        assertThatThrownBy(() -> TemplateReader.read("Resources: {}\nResource: {}\n"))
                .hasMessageContaining("Invalid template property or properties [Resource] in line 2")
                .hasMessageContaining("At least one Resources member must be defined");
    }

    private static void assertRefused(Map<String, String> given, String message) {
        Map<String, String> parameters = new HashMap<>(given);
        parameters.put("ModelName", "penguins");
        assertThatThrownBy(() -> ParameterValues.resolve(template(), parameters))
                .isInstanceOf(AwsError.class)
                .hasMessage(message);
    }

    private static Map<String, @Nullable Object> function(Map<String, String> given) throws IOException {
        return properties("Function", given);
    }

    private static Map<String, @Nullable Object> properties(String logicalId, Map<String, String> given)
            throws IOException {
        Map<String, String> parameters = new HashMap<>(given);
        parameters.put("ModelName", "penguins");
        Template template = template();
        return new Evaluator(template, ParameterValues.resolve(template, parameters), PSEUDO, new Names())
                .properties(Objects.requireNonNull(template.resources().get(logicalId)));
    }

    private static Template template() throws IOException {
        return TemplateReader.read(Files.readString(Path.of("../template.yaml")));
    }

    private static final class Names implements References {
        @Override
        public Object ref(String logicalId) {
            return "@" + logicalId;
        }

        @Override
        public Object attribute(String logicalId, String name) {
            return logicalId + "." + name;
        }
    }
}
