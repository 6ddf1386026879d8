package dev.slipway.acceptance;

/** Requests to the model {@code penguins}, whatever its version. */
final class Penguins {
    static final String INFER = "/v2/models/penguins/infer";
    static final String V1 = Slipway.bundle("penguins-v1");
    static final String V2 = Slipway.bundle("penguins-v2");
    static final String BAD = Slipway.bundle("penguins-v3-bad");

    private Penguins() {}

    /** A Gentoo of Biscoe, as it was measured. */
    static String gentoo() {
        return row("Biscoe", "46.1", "13.2", "211", "4500", "\"female\"");
    }

    /** A row of the station that the bad model has never seen. */
    static String torgersen() {
        return row("Torgersen", "39.1", "18.7", "181", "3750", "\"male\"");
    }

    static String row(String island, String billLength, String billDepth, String flipper, String mass, String sex) {
        return "{\"inputs\":[" + text("island", "\"" + island + "\"") + "," + number("bill_length_mm", billLength) + ","
                + number("bill_depth_mm", billDepth) + "," + number("flipper_length_mm", flipper) + ","
                + number("body_mass_g", mass) + "," + text("sex", sex) + "]}";
    }

    private static String number(String name, String value) {
        return "{\"name\":\"%s\",\"shape\":[1],\"datatype\":\"FP64\",\"data\":[%s]}".formatted(name, value);
    }

    private static String text(String name, String value) {
        return "{\"name\":\"%s\",\"shape\":[1],\"datatype\":\"BYTES\",\"data\":[%s]}".formatted(name, value);
    }
}
