package dev.slipway.local.http;

import java.io.IOException;

/** Something that answers HTTP requests: an AWS service, the API gateway, a runtime API. */
public interface HttpService {
    HttpResponse handle(HttpRequest request) throws IOException;
}
