package dev.slipway.deployer.cloud;

/** One account and region of AWS, or the embedded cloud. */
public interface Cloud extends AutoCloseable {

    Stacks stacks();

    Functions functions();

    Metrics metrics();

    /** The objects of one bucket; nothing is called until it is used. */
    ObjectStore objects(String bucket);

    Signatures signatures();

    /** Signs requests to the APIs of this account. */
    RequestSigner requestSigner();

    /** Who calls, as AWS names it: the ARN of the user or of the assumed role. */
    String caller();

    @Override
    void close();
}
