package dev.slipway.deployer.cloud;

import java.net.URI;
import java.util.Map;

/** Signs requests to APIs in the name of whoever runs the command. */
public interface RequestSigner {

    /**
     * The headers that make the request the caller's own.
     *
     * @param headers those that the request has already, which are signed with it
     * @throws CloudException when there are no credentials
     */
    Map<String, String> sign(String method, URI url, Map<String, String> headers, byte[] body);
}
