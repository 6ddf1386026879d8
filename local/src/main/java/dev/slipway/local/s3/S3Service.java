package dev.slipway.local.s3;

import dev.slipway.local.http.AwsError;
import dev.slipway.local.http.AwsService;
import dev.slipway.local.http.HttpRequest;
import dev.slipway.local.http.HttpResponse;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The S3 API: finds out what a request names, hands it to the operations for that, and answers errors in S3's XML. */
public final class S3Service implements AwsService {
    private final Buckets buckets;
    private final S3Asks asks;
    private final BucketOperations bucketOperations;
    private final ListOperations listOperations;
    private final ReadOperations readOperations;
    private final WriteOperations writeOperations;
    private final DeleteOperations deleteOperations;
    private final TagOperations tagOperations;
    private final MultipartOperations multipartOperations;

    public S3Service(Path state, Clock clock) {
        this(new Buckets(state, clock));
    }

    public S3Service(Buckets buckets) {
        this.buckets = buckets;
        this.asks = new S3Asks(buckets);
        this.bucketOperations = new BucketOperations(buckets);
        this.listOperations = new ListOperations();
        this.readOperations = new ReadOperations();
        this.writeOperations = new WriteOperations(buckets);
        this.deleteOperations = new DeleteOperations(buckets, asks);
        this.tagOperations = new TagOperations();
        this.multipartOperations = new MultipartOperations(buckets.clock(), writeOperations);
    }

    /** The same buckets, for other services of the embedded cloud. */
    public Buckets buckets() {
        return buckets;
    }

    @Override
    public Set<String> signingNames() {
        return Set.of("s3");
    }

    @Override
    public HttpResponse handle(HttpRequest http) throws IOException {
        try {
            return identified(answer(S3Request.of(http)), requestId());
        } catch (AwsError e) {
            return refuse(http, e);
        }
    }

    @Override
    public HttpResponse refuse(HttpRequest http, AwsError error) {
        String requestId = requestId();
        return identified(error(error, http, requestId), requestId);
    }

    private static String requestId() {
        return StateFiles.uniqueName().substring(0, 16).toUpperCase(Locale.ROOT);
    }

    private static HttpResponse identified(HttpResponse response, String requestId) {
        return response.with("x-amz-request-id", requestId).with("x-amz-id-2", requestId);
    }

    private HttpResponse answer(S3Request request) throws IOException {
        asks.check(request);
        try {
            return permitted(request);
        } catch (AwsError e) {
            if (e.code().equals("NoSuchKey")) {
                asks.checkMayKnow(request);
            }
            throw e;
        }
    }

    private HttpResponse permitted(S3Request request) throws IOException {
        if (request.bucket().isEmpty()) {
            return bucketOperations.list(request);
        }
        return request.key().isEmpty() ? forBucket(request) : forObject(request);
    }

    private HttpResponse forBucket(S3Request request) throws IOException {
        String method = request.http().method();
        if (method.equals("POST") && request.asks("delete")) {
            return deleteOperations.many(request);
        }
        if (request.asks("uploads") && method.equals("GET")) {
            return multipartOperations.listUploads(buckets.get(request.bucket()), request);
        }
        if (request.asks("versions") && method.equals("GET")) {
            return VersionListing.of(buckets.get(request.bucket()), request);
        }
        var setting = BucketSetting.askedBy(request);
        if (setting.isPresent()) {
            return bucketOperations.setting(setting.get(), request);
        }
        return switch (method) {
            case "PUT" -> bucketOperations.create(request);
            case "HEAD" -> bucketOperations.head(request);
            case "DELETE" -> bucketOperations.delete(request);
            case "GET" ->
                request.asks("location")
                        ? bucketOperations.location(request)
                        : listOperations.list(buckets.get(request.bucket()), request);
            default -> throw notAllowed(request);
        };
    }

    private HttpResponse forObject(S3Request request) throws IOException {
        Bucket bucket = buckets.get(request.bucket());
        if (request.asks("tagging")) {
            return tagOperations.answer(bucket, request);
        }
        if (request.asks("uploadId") || request.asks("uploads")) {
            return multipartOperations.answer(bucket, request);
        }
        return switch (request.http().method()) {
            case "GET" ->
                request.asks("attributes")
                        ? readOperations.attributes(bucket, request)
                        : request.asks("acl") ? AccessControl.owner() : readOperations.get(bucket, request);
            case "HEAD" -> readOperations.head(bucket, request);
            case "PUT" -> writeOperations.put(bucket, request);
            case "DELETE" -> deleteOperations.one(bucket, request);
            default -> throw notAllowed(request);
        };
    }

    static AwsError notAllowed(S3Request request) {
        return new AwsError(
                405,
                "MethodNotAllowed",
                "The specified method is not allowed against this resource: "
                        + request.http().method() + " " + request.http().rawPath());
    }

    private static HttpResponse error(AwsError error, HttpRequest http, String requestId) {
        HttpResponse response = http.method().equals("HEAD") || error.status() == 304
                ? HttpResponse.empty(error.status())
                : document(error, http, requestId);
        for (Map.Entry<String, String> header : error.headers().entrySet()) {
            response = response.with(header.getKey(), header.getValue());
        }
        return response;
    }

    private static HttpResponse document(AwsError error, HttpRequest http, String requestId) {
        return Xml.error(xml -> xml.text("Code", error.code())
                        .text("Message", String.valueOf(error.getMessage()))
                        .text("Resource", http.rawPath())
                        .text("RequestId", requestId))
                .response(error.status());
    }
}
