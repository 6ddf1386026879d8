package dev.slipway.deployer.console;

import java.util.function.Supplier;

/** Where a command speaks: one result to stdout, its progress to stderr. */
public interface Console {

    /** True when stdout must carry exactly one JSON document. */
    boolean json();

    /** True when stderr is a terminal that can redraw lines. */
    boolean interactive();

    /** Says a line of progress on stderr. */
    void say(String line);

    /**
     * Writes the command's only result to stdout: {@code value} as JSON, or else {@code text}.
     *
     * @param value records, maps and lists; instants are written as ISO-8601
     */
    void result(Object value, Supplier<String> text);

    /** Replaces the block drawn before by this one where the terminal can; elsewhere prints it when it differs. */
    void redraw(String block);

    /**
     * Starts a measured task: a bar on a terminal, a line at its end elsewhere.
     *
     * @param total in units; a negative number when unknown
     * @param unit such as {@code bytes} or {@code rows}
     */
    Progress progress(String task, long total, String unit);
}
