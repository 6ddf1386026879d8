package dev.slipway.deployer;

/** How a command ended, as its process says it; pipelines branch on these numbers. */
public enum ExitCode {
    OK(0),
    FAILED(1),
    USAGE(2),
    /** {@code plan} found something to do. */
    CHANGES(3),
    ACCESS(4),
    ROLLED_BACK(5),
    REFUSED(6),
    HELD(7),
    INTERRUPTED(130);

    private final int code;

    ExitCode(int code) {
        this.code = code;
    }

    public int code() {
        return code;
    }
}
