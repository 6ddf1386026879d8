package dev.slipway.deployer.cloud.aws;

import dev.slipway.deployer.cloud.RequestSigner;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignedRequest;

/** Signature version 4 for API Gateway, by the SDK's own signer. */
final class ExecuteApiSigner implements RequestSigner {
    private static final Pattern AWS_HOST = Pattern.compile("[a-z0-9]+\\.execute-api\\.([a-z0-9-]+)\\..+");
    /** The client that sends the request sets these itself, to the same values. */
    private static final Set<String> CLIENTS_OWN = Set.of("host", "content-length");

    private final AwsCalls calls;
    private final AwsCredentialsProvider credentials;
    private final Supplier<String> region;
    private final AwsV4HttpSigner signer = AwsV4HttpSigner.create();

    /** @param region asked for hosts that do not name theirs */
    ExecuteApiSigner(AwsCalls calls, AwsCredentialsProvider credentials, Supplier<String> region) {
        this.calls = calls;
        this.credentials = credentials;
        this.region = region;
    }

    @Override
    public Map<String, String> sign(String method, URI url, Map<String, String> headers, byte[] body) {
        SdkHttpRequest.Builder request = SdkHttpRequest.builder()
                .method(SdkHttpMethod.fromValue(method))
                .uri(url)
                .putHeader("Host", url.getRawAuthority());
        headers.forEach(request::putHeader);
        SignedRequest signed = calls.call(
                "execute-api:Invoke",
                url.toString(),
                () -> signer.sign(sign -> sign.identity(credentials.resolveCredentials())
                        .request(request.build())
                        .payload(ContentStreamProvider.fromByteArray(body))
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "execute-api")
                        .putProperty(AwsV4HttpSigner.REGION_NAME, region(url))));
        Map<String, String> all = new LinkedHashMap<>();
        signed.request().headers().forEach((name, values) -> {
            if (!CLIENTS_OWN.contains(name.toLowerCase(Locale.ROOT))) {
                all.put(name, String.join(",", values));
            }
        });
        return all;
    }

    private String region(URI url) {
        Matcher host = AWS_HOST.matcher(String.valueOf(url.getHost()));
        return host.matches() && url.getHost().contains(".amazonaws.") ? host.group(1) : region.get();
    }
}
