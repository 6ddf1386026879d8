package dev.slipway.local.lambda;

import java.util.Optional;

/** Whether the resource policy of a function, a version or an alias lets a service invoke it. */
public interface InvokePermissions {

    /**
     * @param qualifier as in {@link Invoker#invoke}; each has a policy of its own
     * @return why the call is refused; empty when it is allowed
     */
    Optional<String> refusal(String functionName, String qualifier, ServiceCall call);
}
