package dev.slipway.local.codec;

import dev.slipway.local.codec.Operations.Operation;
import dev.slipway.local.http.AwsError;
import dev.slipway.local.http.AwsService;
import dev.slipway.local.http.HttpRequest;
import dev.slipway.local.http.HttpResponse;
import java.io.IOException;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkPojo;

/** An object's operations over the AWS query protocol, as CloudFormation and STS speak it. */
public final class AwsQueryService implements AwsService {
    private final Set<String> signingNames;
    private final AwsQueryWriter writer;
    private final Object target;
    private volatile @Nullable Operations operations;

    /**
     * @param namespace the service's XML namespace, such as {@code http://cloudformation.amazonaws.com/doc/2010-05-15/}
     * @param target offers its operations as public methods from an SDK request shape to a response shape
     */
    public AwsQueryService(Set<String> signingNames, String namespace, Object target) {
        this.signingNames = Set.copyOf(signingNames);
        this.writer = new AwsQueryWriter(namespace);
        this.target = target;
    }

    @Override
    public Set<String> signingNames() {
        return signingNames;
    }

    @Override
    public HttpResponse handle(HttpRequest request) throws IOException {
        try {
            AwsQueryForm form = AwsQueryForm.read(request);
            Operation operation = operation(form.action());
            SdkPojo input = new AwsQueryReader(form).read(operation.builder());
            return writer.answer(form.action(), operation.call(input, request.access()));
        } catch (AwsError error) {
            return writer.error(error);
        }
    }

    @Override
    public HttpResponse refuse(HttpRequest request, AwsError error) {
        return writer.error(error);
    }

    private Operation operation(String action) {
        Operations known = operations;
        if (known == null) {
            known = new Operations(target);
            operations = known;
        }
        Operation operation = known.byName().get(action);
        if (operation == null) {
            throw new AwsError(
                    400,
                    "InvalidAction",
                    "The embedded cloud has no action " + action + "; it has "
                            + String.join(", ", new TreeSet<>(known.byName().keySet())));
        }
        return operation;
    }
}
