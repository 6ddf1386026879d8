package dev.slipway.local.codec;

import dev.slipway.local.codec.Operations.Operation;
import dev.slipway.local.http.AwsError;
import dev.slipway.local.http.AwsService;
import dev.slipway.local.http.HttpRequest;
import dev.slipway.local.http.HttpResponse;
import dev.slipway.local.http.JsonErrors;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkPojo;

/** An object's operations over AWS JSON 1.0 and 1.1, where the header {@code X-Amz-Target} names the operation. */
public final class AwsJsonService implements AwsService {
    private static final String DEFAULT_TYPE = "application/x-amz-json-1.1";

    private final Set<String> signingNames;
    private final Object target;
    private volatile @Nullable Map<String, Operation> operations;

    /** @param target offers its operations as public methods from an SDK request shape to a response shape */
    public AwsJsonService(Set<String> signingNames, Object target) {
        this.signingNames = Set.copyOf(signingNames);
        this.target = target;
    }

    @Override
    public Set<String> signingNames() {
        return signingNames;
    }

    @Override
    public HttpResponse handle(HttpRequest request) throws IOException {
        String contentType = request.header("content-type").orElse(DEFAULT_TYPE);
        try {
            Operation operation = operation(request.header("x-amz-target").orElse(""));
            SdkPojo builder = operation.builder();
            JsonShapes.read(request.body(), builder);
            SdkPojo response = operation.call(builder, request.access());
            return HttpResponse.of(200, contentType, JsonShapes.write(response, field -> true));
        } catch (AwsError error) {
            return refuse(request, error);
        }
    }

    @Override
    public HttpResponse refuse(HttpRequest request, AwsError error) {
        return JsonErrors.awsJson(error, request.header("content-type").orElse(DEFAULT_TYPE));
    }

    private Operation operation(String header) {
        Map<String, Operation> known = operations;
        if (known == null) {
            known = new Operations(target).byName();
            operations = known;
        }
        Operation operation = known.get(header.substring(header.lastIndexOf('.') + 1));
        if (operation == null) {
            throw new AwsError(
                    400, "UnknownOperationException", "The embedded cloud has no operation '" + header + "'");
        }
        return operation;
    }
}
