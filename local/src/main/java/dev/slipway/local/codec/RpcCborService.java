package dev.slipway.local.codec;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.JsonGeneratorDelegate;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import com.fasterxml.jackson.dataformat.cbor.CBORGenerator;
import com.fasterxml.jackson.dataformat.cbor.databind.CBORMapper;
import dev.slipway.local.codec.Operations.Operation;
import dev.slipway.local.http.AwsError;
import dev.slipway.local.http.AwsService;
import dev.slipway.local.http.HttpRequest;
import dev.slipway.local.http.HttpResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkPojo;

/** An object's operations over Smithy RPC v2 CBOR, where the path names the operation: CloudWatch's newest clients. */
public final class RpcCborService implements AwsService {
    private static final Pattern PATH = Pattern.compile("/service/[^/]+/operation/(\\w+)");
    private static final CBORMapper CBOR = new CBORMapper();
    private static final CBORFactory FACTORY = CBOR.getFactory();

    private final Set<String> signingNames;
    private final Object target;
    private final Map<String, String> errorShapes;
    private volatile @Nullable Map<String, Operation> operations;

    /**
     * @param target offers its operations as public methods from an SDK request shape to a response shape
     * @param errorShapes the name of an error's shape, where it differs from the code of the query protocol
     */
    public RpcCborService(Set<String> signingNames, Object target, Map<String, String> errorShapes) {
        this.signingNames = Set.copyOf(signingNames);
        this.target = target;
        this.errorShapes = Map.copyOf(errorShapes);
    }

    @Override
    public Set<String> signingNames() {
        return signingNames;
    }

    /** Whether a request is of this protocol, where a service speaks several. */
    public static boolean speaks(HttpRequest request) {
        return PATH.matcher(request.rawPath()).matches();
    }

    @Override
    public HttpResponse handle(HttpRequest request) throws IOException {
        try {
            Operation operation = operation(request.rawPath());
            SdkPojo builder = operation.builder();
            JsonShapes.read(parse(request.body().readAllBytes()), builder);
            SdkPojo response = operation.call(builder, request.access());
            return answer(200, out -> JsonShapes.write(out, response, field -> true));
        } catch (AwsError error) {
            return refuse(request, error);
        }
    }

    private Operation operation(String path) {
        Map<String, Operation> known = operations;
        if (known == null) {
            known = new Operations(target).byName();
            operations = known;
        }
        Matcher named = PATH.matcher(path);
        Operation operation = named.matches() ? known.get(named.group(1)) : null;
        if (operation == null) {
            throw new AwsError(404, "UnknownOperationException", "The embedded cloud has no operation at " + path);
        }
        return operation;
    }

    private static JsonNode parse(byte[] body) {
        if (body.length == 0) {
            return JsonNodeFactory.instance.objectNode();
        }
        try {
            return CBOR.readTree(body);
        } catch (IOException e) {
            throw new AwsError(400, "SerializationException", "The body is not CBOR: " + e.getMessage());
        }
    }

    @Override
    public HttpResponse refuse(HttpRequest request, AwsError error) throws IOException {
        HttpResponse response = answer(error.status(), out -> {
            out.writeStartObject();
            out.writeStringField("__type", errorShapes.getOrDefault(error.code(), error.code()));
            out.writeStringField("message", String.valueOf(error.getMessage()));
            out.writeEndObject();
        });
        // Clients that came from the query protocol know errors by their old codes, which stand here
        return response.with("x-amzn-query-error", error.code() + (error.status() < 500 ? ";Sender" : ";Receiver"));
    }

    private interface Content {
        void write(JsonGenerator out) throws IOException;
    }

    private static HttpResponse answer(int status, Content content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator out = new TaggedTimes(bytes)) {
            content.write(out);
        }
        return HttpResponse.of(status, "application/cbor", bytes.toByteArray()).with("smithy-protocol", "rpc-v2-cbor");
    }

    /** CBOR marks a point in time with tag 1; the shapes' writer gives times, and nothing else, as BigDecimal. */
    private static final class TaggedTimes extends JsonGeneratorDelegate {
        TaggedTimes(OutputStream out) throws IOException {
            super(FACTORY.createGenerator(out));
        }

        @Override
        public void writeNumber(BigDecimal seconds) throws IOException {
            ((CBORGenerator) delegate).writeTag(1);
            delegate.writeNumber(seconds.doubleValue());
        }
    }
}
