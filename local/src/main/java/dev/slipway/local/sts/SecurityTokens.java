package dev.slipway.local.sts;

import dev.slipway.local.http.AwsError;
import dev.slipway.local.iam.RoleSessions;
import dev.slipway.local.identity.Access;
import dev.slipway.local.identity.Caller;
import dev.slipway.local.identity.SessionKey;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;
import software.amazon.awssdk.services.sts.model.AssumeRoleResponse;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityRequest;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityResponse;

/**
 * STS: who the caller is, and temporary credentials of roles. Root may assume a role here: it stands for the
 * administrator that an account has besides its root, whom AWS wants for this.
 */
public final class SecurityTokens {
    private static final int LEAST_SECONDS = 900;
    private static final int USUAL_SECONDS = 3600;
    private static final int MOST_SECONDS = 43_200;

    private final RoleSessions sessions;

    public SecurityTokens(RoleSessions sessions) {
        this.sessions = sessions;
    }

    public GetCallerIdentityResponse getCallerIdentity(GetCallerIdentityRequest request, Access access) {
        Caller caller = access.caller();
        return GetCallerIdentityResponse.builder()
                .account(caller.account())
                .arn(caller.arn())
                .userId(caller.userId())
                .build();
    }

    public AssumeRoleResponse assumeRole(AssumeRoleRequest request, Access access) {
        String arn = required("roleArn", request.roleArn());
        String name = required("roleSessionName", request.roleSessionName());
        if (!name.matches("[\\w+=,.@-]{2,64}")) {
            throw invalid("Value '" + name + "' at 'roleSessionName' failed to satisfy constraint: Member must satisfy"
                    + " regular expression pattern: [\\w+=,.@-]*");
        }
        if (!request.policyArns().isEmpty()
                || request.serialNumber() != null
                || !request.tags().isEmpty()) {
            throw invalid("the embedded cloud's AssumeRole takes no PolicyArns, Tags or SerialNumber");
        }
        int seconds = request.durationSeconds() == null ? USUAL_SECONDS : request.durationSeconds();
        if (seconds < LEAST_SECONDS || seconds > MOST_SECONDS) {
            throw invalid("Value '" + seconds + "' at 'durationSeconds' failed to satisfy constraint: Member must have"
                    + " value between " + LEAST_SECONDS + " and " + MOST_SECONDS);
        }
        List<String> policies = request.policy() == null ? List.of() : List.of(request.policy());
        SessionKey key = sessions.assume(access.caller(), arn, name, policies, Duration.ofSeconds(seconds));
        return AssumeRoleResponse.builder()
                .credentials(credentials -> credentials
                        .accessKeyId(key.accessKey())
                        .secretAccessKey(key.secret())
                        .sessionToken(key.token())
                        .expiration(key.expires()))
                .assumedRoleUser(user ->
                        user.arn(key.caller().arn()).assumedRoleId(key.caller().userId()))
                .build();
    }

    private static String required(String member, @Nullable String value) {
        if (value == null || value.isEmpty()) {
            throw invalid("Value null at '" + member + "' failed to satisfy constraint: Member must not be null");
        }
        return value;
    }

    private static AwsError invalid(String message) {
        return new AwsError(400, "ValidationError", message);
    }
}
