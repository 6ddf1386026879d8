package dev.slipway.local.lambda.runtime;

import dev.slipway.local.http.Endpoint;
import dev.slipway.local.http.HttpRequest;
import dev.slipway.local.http.HttpResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One server for all workers. Each is told another address: the runtime client puts
 * {@code /2018-06-01/runtime/…} behind whatever stands in {@code AWS_LAMBDA_RUNTIME_API}, so a path can name the worker.
 */
public final class RuntimeApi implements AutoCloseable {
    private static final Pattern PATH = Pattern.compile("/([^/]+)/2018-06-01/runtime/"
            + "(?:(invocation/next)|(init/error)|(restore/next)|invocation/([^/]+)/(response|error))");
    private static final HttpResponse ACCEPTED = HttpResponse.json(202, "{\"status\":\"OK\"}");

    private final Map<String, Sandbox> sandboxes = new ConcurrentHashMap<>();
    private final Endpoint endpoint;

    private RuntimeApi(Endpoint endpoint) {
        this.endpoint = endpoint;
    }

    public static RuntimeApi start() throws IOException {
        RuntimeApi api = new RuntimeApi(Endpoint.bind(0, "runtime-api"));
        api.endpoint.serve(api::handle);
        return api;
    }

    /** Lets a worker talk; returns the value of its {@code AWS_LAMBDA_RUNTIME_API}. */
    public String register(String workerId, Sandbox sandbox) {
        sandboxes.put(workerId, sandbox);
        return "127.0.0.1:" + endpoint.port() + "/" + workerId;
    }

    public void forget(String workerId) {
        sandboxes.remove(workerId);
    }

    private HttpResponse handle(HttpRequest request) throws IOException {
        Matcher path = PATH.matcher(request.rawPath());
        Sandbox sandbox = path.matches() ? sandboxes.get(path.group(1)) : null;
        if (sandbox == null) {
            return HttpResponse.json(404, "{\"errorMessage\":\"no such worker or path\",\"errorType\":\"NotFound\"}");
        }
        if (path.group(2) != null) {
            return next(sandbox);
        }
        byte[] body = request.body().readAllBytes();
        if (path.group(3) != null) {
            sandbox.initFailed(body);
        } else if (path.group(4) != null) {
            return HttpResponse.json(200, "{}");
        } else if (path.group(6).equals("response")) {
            sandbox.succeeded(path.group(5), body);
        } else {
            sandbox.failed(path.group(5), body);
        }
        return ACCEPTED;
    }

    private static HttpResponse next(Sandbox sandbox) {
        try {
            return response(sandbox.next());
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return HttpResponse.empty(410);
        }
    }

    private static HttpResponse response(Event event) {
        Map<String, List<String>> headers = new LinkedHashMap<>();
        headers.put("Content-Type", List.of("application/json"));
        headers.put("Lambda-Runtime-Aws-Request-Id", List.of(event.requestId()));
        headers.put("Lambda-Runtime-Deadline-Ms", List.of(Long.toString(event.deadlineMillis())));
        headers.put("Lambda-Runtime-Invoked-Function-Arn", List.of(event.invokedArn()));
        headers.put("Lambda-Runtime-Trace-Id", List.of(event.traceId()));
        event.clientContext().ifPresent(context -> headers.put("Lambda-Runtime-Client-Context", List.of(context)));
        return new HttpResponse(200, headers, HttpResponse.bytes(event.payload()));
    }

    @Override
    public void close() {
        endpoint.close();
    }
}
