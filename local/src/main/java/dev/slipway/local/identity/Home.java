package dev.slipway.local.identity;

/** The one account and the one region of the embedded cloud; every ARN names them. */
public final class Home {
    public static final String ACCOUNT = "000000000000";
    public static final String REGION = "us-east-1";

    private Home() {}

    /** {@code arn:aws:service:region:account:rest} */
    public static String arn(String service, String rest) {
        return "arn:aws:" + service + ":" + REGION + ":" + ACCOUNT + ":" + rest;
    }
}
