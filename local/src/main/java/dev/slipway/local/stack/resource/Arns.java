package dev.slipway.local.stack.resource;

/** ARNs of the embedded cloud's one account and region. */
final class Arns {
    static final String ACCOUNT = "000000000000";
    static final String REGION = "us-east-1";

    private Arns() {}

    static String function(String name) {
        return regional("lambda") + "function:" + name;
    }

    static String role(String name) {
        return "arn:aws:iam::" + ACCOUNT + ":role/" + name;
    }

    static String logGroup(String name) {
        return regional("logs") + "log-group:" + name + ":*";
    }

    static String alarm(String name) {
        return regional("cloudwatch") + "alarm:" + name;
    }

    /** {@code arn:aws:service:region:account:} */
    static String regional(String service) {
        return "arn:aws:" + service + ":" + REGION + ":" + ACCOUNT + ":";
    }

    static String lastPart(String arn) {
        return arn.substring(arn.lastIndexOf(':') + 1);
    }
}
