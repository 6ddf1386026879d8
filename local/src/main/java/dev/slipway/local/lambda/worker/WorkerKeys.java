package dev.slipway.local.lambda.worker;

import dev.slipway.local.identity.SessionKey;

/** Gives a worker the temporary credentials of its function's role. */
public interface WorkerKeys {

    /** @param role the role's ARN as the function names it */
    SessionKey of(String role, String functionName);
}
