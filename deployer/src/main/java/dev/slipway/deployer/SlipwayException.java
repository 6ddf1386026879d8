package dev.slipway.deployer;

/** The deployer's root exception: what was tried and happened, what to do next, and the exit code it becomes. */
public class SlipwayException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ExitCode exitCode;
    private final String next;

    /**
     * @param happened what was tried and what happened, one sentence or a line for each problem
     * @param next what to do next, as an instruction
     */
    public SlipwayException(ExitCode exitCode, String happened, String next) {
        super(happened);
        this.exitCode = exitCode;
        this.next = next;
    }

    public SlipwayException(ExitCode exitCode, String happened, String next, Throwable cause) {
        super(happened, cause);
        this.exitCode = exitCode;
        this.next = next;
    }

    public ExitCode exitCode() {
        return exitCode;
    }

    public String next() {
        return next;
    }
}
