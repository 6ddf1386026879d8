package dev.slipway.deployer.child;

import java.util.Arrays;

/** How a child ended and what it printed. */
record ChildEnd(int exit, byte[] out, String err) {
    /** In place of an exit code: it had not ended in time. */
    static final int TIMED_OUT = -1;

    @Override
    public boolean equals(Object other) {
        return other instanceof ChildEnd that && exit == that.exit && Arrays.equals(out, that.out);
    }

    @Override
    public int hashCode() {
        return exit;
    }

    @Override
    public String toString() {
        return "ChildEnd[" + exit + ", " + err + "]";
    }
}
