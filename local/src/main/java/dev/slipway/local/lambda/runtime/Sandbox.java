package dev.slipway.local.lambda.runtime;

/** A worker as its runtime client talks about it. */
public interface Sandbox {

    /** The next event, once there is one; the first call says that the handler is initialised. */
    Event next() throws InterruptedException;

    void succeeded(String requestId, byte[] payload);

    /** @param error Lambda's error object: errorMessage, errorType, stackTrace */
    void failed(String requestId, byte[] error);

    void initFailed(byte[] error);
}
