package dev.slipway.local.apigateway.wire;

import java.util.Base64;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;

/** Ids in the forms that API Gateway gives them: not secret, only distinct. */
public final class RequestIds {
    private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789";

    private RequestIds() {}

    /** A request's id, 16 characters such as {@code JKJaXmPLvHcESHA=}. */
    public static String request() {
        return Base64.getUrlEncoder().encodeToString(random(11));
    }

    /** A trace header as X-Ray's, its time in seconds. */
    public static String trace(long epochMillis) {
        HexFormat hex = HexFormat.of();
        return "Root=1-" + hex.toHexDigits((int) (epochMillis / 1000)) + "-" + hex.formatHex(random(12));
    }

    /** A resource's id: letters and digits, a letter first. */
    public static String resource(int length) {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        StringBuilder id = new StringBuilder(length).append(LETTERS.charAt(random.nextInt(26)));
        while (id.length() < length) {
            id.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return id.toString();
    }

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        ThreadLocalRandom.current().nextBytes(bytes);
        return bytes;
    }
}
