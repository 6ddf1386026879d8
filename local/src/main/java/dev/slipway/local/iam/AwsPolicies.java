package dev.slipway.local.iam;

import java.util.Map;
import java.util.Optional;

/** Those of AWS's own managed policies that a stack of ours attaches. */
final class AwsPolicies {
    private static final String PREFIX = "arn:aws:iam::aws:policy/service-role/";
    private static final Map<String, String> KNOWN = Map.of(
            PREFIX + "AWSLambdaBasicExecutionRole",
            onLogs("logs:CreateLogGroup", "logs:CreateLogStream", "logs:PutLogEvents"),
            PREFIX + "AmazonAPIGatewayPushToCloudWatchLogs",
            onLogs(
                    "logs:CreateLogGroup",
                    "logs:CreateLogStream",
                    "logs:DescribeLogGroups",
                    "logs:DescribeLogStreams",
                    "logs:PutLogEvents",
                    "logs:GetLogEvents",
                    "logs:FilterLogEvents"));

    private AwsPolicies() {}

    static Optional<String> document(String arn) {
        return Optional.ofNullable(KNOWN.get(arn));
    }

    private static String onLogs(String... actions) {
        return "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":[\""
                + String.join("\",\"", actions) + "\"],\"Resource\":\"*\"}]}";
    }
}
