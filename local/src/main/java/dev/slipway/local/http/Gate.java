package dev.slipway.local.http;

/** Finds out who sent a request before a service sees it. */
public interface Gate {

    /**
     * Verifies the signature.
     *
     * @param service the signing name that the request must be signed for, such as {@code s3} or {@code execute-api}
     * @return the request with its caller in {@link HttpRequest#access()}, and with a body that can be read once more;
     *     whoever gets it closes the body
     * @throws AwsError when nobody known signed it: code, status and words as the service's protocol has them
     */
    HttpRequest admit(HttpRequest request, String service);
}
