package dev.slipway.local.http;

import java.io.IOException;
import java.util.Set;

/** An AWS service behind the one endpoint, found by the service name in the request's signature. */
public interface AwsService extends HttpService {
    /** The names under which clients sign for this service, such as {@code lambda} or {@code monitoring}. */
    Set<String> signingNames();

    /** Words a refusal that came before {@link #handle} as the protocol of this request has it. */
    HttpResponse refuse(HttpRequest request, AwsError error) throws IOException;
}
