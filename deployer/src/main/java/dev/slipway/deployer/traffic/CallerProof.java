package dev.slipway.deployer.traffic;

import java.net.URI;
import java.util.Map;

/** What shows an API who calls: the headers that it asks for. */
public interface CallerProof {
    /** For an API that everybody may call. */
    CallerProof NONE = (url, headers, body) -> Map.of();

    /** @param headers those that the request has already */
    Map<String, String> headers(URI url, Map<String, String> headers, byte[] body);
}
