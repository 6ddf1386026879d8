package dev.slipway.deployer.cloud.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.deployer.cloud.CloudAccess;
import dev.slipway.deployer.cloud.CloudException;
import dev.slipway.deployer.cloud.CloudException.Kind;
import java.net.ConnectException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;

/** What each exception of the SDK is called, and what is said to do. */
class AwsErrorsTest {
    private final AwsErrors errors = new AwsErrors(
            new CloudAccess(Optional.of("eu-west-1"), Optional.of("team"), Optional.empty(), Optional.empty()));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ExpiredToken|400|CREDENTIALS|credentials have expired|aws sso login --profile team",
                "InvalidClientTokenId|403|CREDENTIALS|credentials are not accepted|aws sts get-caller-identity --profile team",
                "RequestTimeTooSkewed|403|CREDENTIALS|clock is wrong|set the clock",
                "AccessDenied|403|ACCESS|s3:PutObject on s3://b/k was denied|permission s3:PutObject on s3://b/k",
                "NoSuchBucket|404|NOT_FOUND|the bucket does not exist|deploy the model's stack",
                "NoSuchKey|404|NOT_FOUND|it does not exist|region eu-west-1, profile team",
                "PermanentRedirect|301|OTHER|in another region|--region",
                "PreconditionFailed|412|PRECONDITION|changed meanwhile|run the same command again",
                "ConditionalRequestConflict|409|CONFLICT|another change is under way|wait until it is done",
                "SlowDown|503|THROTTLED|was throttled|wait a minute",
                "InternalError|500|OTHER|failed with status 500|it goes on where it stopped",
            })
    void an_answer_gets_its_kind_and_its_words(String code, int status, Kind kind, String happened, String next) {
        CloudException e = errors.translate(
                "s3:PutObject",
                "s3://b/k",
                AwsServiceException.builder()
                        .statusCode(status)
                        .awsErrorDetails(AwsErrorDetails.builder()
                                .errorCode(code)
                                .errorMessage("words")
                                .build())
                        .build());

        assertThat(e.kind()).isEqualTo(kind);
        assertThat(e).hasMessageContaining("s3:PutObject on s3://b/k").hasMessageContaining(happened);
        assertThat(e.next()).contains(next);
    }

    @Test
    void the_permission_to_give_is_the_one_that_aws_names() {
        CloudException e = errors.translate(
                "s3:GetObject",
                "s3://b/k",
                AwsServiceException.builder()
                        .statusCode(403)
                        .awsErrorDetails(AwsErrorDetails.builder()
                                .errorCode("AccessDenied")
                                .errorMessage("User: arn:aws:sts::1:assumed-role/r/s is not authorized to perform:"
                                        + " kms:Decrypt on resource: \"arn:aws:kms:eu-west-1:1:key/k\" because no"
                                        + " identity-based policy allows the kms:Decrypt action")
                                .build())
                        .build());

        assertThat(e).hasMessageContaining("s3:GetObject on s3://b/k was denied");
        assertThat(e.next()).startsWith("have the permission kms:Decrypt on arn:aws:kms:eu-west-1:1:key/k given");
    }

    @Test
    void missing_credentials_are_told_apart() {
        CloudException e = unanswered(SdkClientException.create("Unable to load credentials from any provider"));

        assertThat(e.kind()).isEqualTo(Kind.CREDENTIALS);
        assertThat(e).hasMessageContaining("no AWS credentials were found for the profile team");
        assertThat(e.next()).contains("aws sso login --profile team").contains("--env local");
    }

    @Test
    void an_unreachable_endpoint_is_named() {
        AwsErrors local = new AwsErrors(CloudAccess.embeddedAt("http://127.0.0.1:9", "credentials"));

        CloudException e = local.translate(
                "s3:GetObject",
                "s3://b/k",
                SdkClientException.create("no", new ConnectException("Connection refused")));

        assertThat(e.kind()).isEqualTo(Kind.UNREACHABLE);
        assertThat(e).hasMessageContaining("http://127.0.0.1:9").hasMessageContaining("Connection refused");
        assertThat(e.next()).contains("local up");
    }

    @Test
    void a_missing_region_is_told() {
        CloudException e = unanswered(SdkClientException.create("Unable to load region from any of the providers"));

        assertThat(e).hasMessageContaining("no AWS region is configured");
        assertThat(e.next()).contains("--region");
    }

    private CloudException unanswered(SdkClientException e) {
        return errors.translate("s3:GetObject", "s3://b/k", e);
    }
}
