package dev.slipway.local.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** How a resource policy's ARN with wildcards meets the ARN of a call. */
class PolicyPermissionsTest {
    private static final String CALL = "arn:aws:execute-api:us-east-1:000000000000:abc123/live/GET/v2/models/x/infer";

    @Test
    void wildcards_stand_for_anything_in_their_part_of_the_arn() {
        for (String pattern : new String[] {
            CALL,
            "arn:aws:execute-api:us-east-1:000000000000:abc123/*",
            "arn:aws:execute-api:us-east-1:000000000000:abc123/*/*/v2/*",
            "arn:aws:execute-api:us-east-1:000000000000:abc123/live/G?T/*",
            "arn:*:execute-api:*:*:abc123/*"
        }) {
            assertThat(PolicyPermissions.arnLike(pattern, CALL)).as(pattern).isTrue();
        }
    }

    @Test
    void another_api_stage_method_path_region_or_account_is_not_alike() {
        for (String pattern : new String[] {
            "arn:aws:execute-api:us-east-1:000000000000:other/*",
            "arn:aws:execute-api:us-east-1:000000000000:abc123/test/*",
            "arn:aws:execute-api:us-east-1:000000000000:abc123/live/POST/*",
            "arn:aws:execute-api:us-east-1:000000000000:abc123/live/GET/v1/*",
            "arn:aws:execute-api:us-east-1:000000000000:abc12?/live/GET",
            "arn:aws:execute-api:eu-west-1:000000000000:abc123/*",
            "arn:aws:execute-api:us-east-1:111111111111:abc123/*",
            "arn:aws:execute-api:*",
            "*",
            "arn:aws:execute.api:us-east-1:000000000000:abc123/*"
        }) {
            assertThat(PolicyPermissions.arnLike(pattern, CALL)).as(pattern).isFalse();
        }
    }
}
