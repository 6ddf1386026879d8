package dev.slipway.local.apigateway.auth;

import dev.slipway.local.http.AwsError;
import dev.slipway.local.http.Gate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Makes the guards that routes and methods ask for. */
public final class Guards {
    private static final Pattern USER_POOL =
            Pattern.compile("arn:aws[a-z-]*:cognito-idp:([a-z0-9-]+):\\d{12}:userpool/([A-Za-z0-9_-]+)");

    private final Gate gate;
    private final Tokens tokens;
    private final Consumer<String> log;

    /** @param log takes the reasons that a caller is not told */
    public Guards(Gate gate, Tokens tokens, Consumer<String> log) {
        this.gate = gate;
        this.tokens = tokens;
        this.log = log;
    }

    /** {@code AWS_IAM}. */
    public Guard signed() {
        return new SignedGuard(gate);
    }

    /** {@code JWT}; the guard lets in whoever has one of the scopes, or anybody with a token where there are none. */
    public Guard jwt(IdentitySource source, String issuer, List<String> audiences, List<String> scopes) {
        return new JwtGuard(tokens, new JwtGuard.Settings(source, issuer, audiences), scopes, log);
    }

    /**
     * {@code COGNITO_USER_POOLS}.
     *
     * @throws AwsError {@code BadRequestException} when an ARN is no user pool's
     */
    public Guard cognito(IdentitySource source, List<String> poolArns, List<String> scopes) {
        List<String> issuers = new ArrayList<>();
        for (String arn : poolArns) {
            Matcher pool = USER_POOL.matcher(arn);
            if (!pool.matches()) {
                throw new AwsError(400, "BadRequestException", "Invalid Cognito User Pool ARN: " + arn);
            }
            issuers.add("https://cognito-idp." + pool.group(1) + ".amazonaws.com/" + pool.group(2));
        }
        return new CognitoGuard(tokens, source, issuers, scopes, log);
    }
}
