package dev.slipway.bench.report;

import java.util.Locale;

/** Numbers as the tables show them. */
public final class Figures {
    private Figures() {}

    public static String millis(double millis) {
        return String.format(Locale.ROOT, millis < 10 ? "%.3f ms" : millis < 100 ? "%.1f ms" : "%.0f ms", millis);
    }

    public static String ratio(double ratio) {
        return String.format(Locale.ROOT, "%.2f x", ratio);
    }

    public static String megabytes(long kibibytes) {
        return String.format(Locale.ROOT, "%.0f MB", kibibytes / 1024.0);
    }

    public static String rate(double perSecond) {
        return String.format(Locale.ROOT, "%.0f /s", perSecond);
    }

    /** The goal beside the figure, and whether it was met. */
    public static String goal(String goal, boolean met) {
        return goal + (met ? ": met" : ": missed");
    }
}
