package dev.slipway.deployer.lease;

import dev.slipway.deployer.ExitCode;
import dev.slipway.deployer.SlipwayException;

/** Another deployer holds the alias, or has taken it over. */
public final class LeaseException extends SlipwayException {
    private static final long serialVersionUID = 1L;

    private LeaseException(String happened, String next) {
        super(ExitCode.HELD, happened, next);
    }

    static LeaseException held(LeaseRecord lease) {
        String holder = lease.holder().map(Holder::describe).orElse("nobody");
        return new LeaseException(
                "the alias " + lease.alias() + " of " + lease.function() + " is held by " + holder + " since "
                        + lease.since(),
                "wait for it and run the same command again; slipway status shows how far it is");
    }

    static LeaseException lost(String function, String alias, String to) {
        return new LeaseException(
                "the alias " + alias + " of " + function + " was taken over by " + to
                        + "; nothing more was changed from here",
                "see slipway status, and leave it to them");
    }
}
