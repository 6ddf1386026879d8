package dev.slipway.local.s3;

import dev.slipway.local.http.AwsError;
import dev.slipway.local.http.HttpResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What S3 says of an object's encryption, by request or by the bucket's default; the files here are not encrypted. */
final class Encryption {
    private static final String ALGORITHM = "x-amz-server-side-encryption";
    private static final String KEY = "x-amz-server-side-encryption-aws-kms-key-id";
    private static final String BUCKET_KEY = "x-amz-server-side-encryption-bucket-key-enabled";
    private static final String CUSTOMER = "x-amz-server-side-encryption-customer-algorithm";
    private static final String STANDARD = "AES256";
    private static final List<String> HEADERS = List.of(ALGORITHM, KEY, BUCKET_KEY);

    private Encryption() {}

    /** The headers of a new object with those of its encryption. */
    static Map<String, String> over(Map<String, String> headers, Bucket bucket, S3Request request) throws IOException {
        if (request.header(CUSTOMER).isPresent()) {
            throw new AwsError(
                    501,
                    "NotImplemented",
                    "A header you provided implies functionality that is not implemented: " + CUSTOMER
                            + " (keys of the customer). Leave it out");
        }
        Map<String, String> all = new TreeMap<>(headers);
        HEADERS.forEach(all::remove);
        Map<String, String> standard = standard(bucket);
        if (request.header(ALGORITHM).isEmpty()) {
            all.putAll(standard);
            return all;
        }
        if (request.header(ALGORITHM).equals(Optional.ofNullable(standard.get(ALGORITHM)))) {
            all.putAll(standard);
        }
        HEADERS.forEach(name -> request.header(name).ifPresent(value -> all.put(name, value)));
        return all;
    }

    private static Map<String, String> standard(Bucket bucket) throws IOException {
        Path setting = bucket.setting(BucketSetting.ENCRYPTION);
        Map<String, String> headers = new TreeMap<>(Map.of(ALGORITHM, STANDARD));
        if (!Files.exists(setting)) {
            return headers;
        }
        for (XmlTree rule : XmlTree.parse(Files.readAllBytes(setting)).all("Rule")) {
            for (XmlTree wanted : rule.all("ApplyServerSideEncryptionByDefault")) {
                wanted.value("SSEAlgorithm").ifPresent(value -> headers.put(ALGORITHM, value));
                wanted.value("KMSMasterKeyID").ifPresent(value -> headers.put(KEY, value));
            }
            rule.value("BucketKeyEnabled")
                    .filter(value -> value.equals("true") && headers.containsKey(KEY))
                    .ifPresent(value -> headers.put(BUCKET_KEY, value));
        }
        return headers;
    }

    /** An answer that says how the object is encrypted. */
    static HttpResponse on(HttpResponse plain, Map<String, String> headers) {
        HttpResponse response = plain;
        for (String name : HEADERS) {
            String value = headers.get(name);
            response = value == null ? response : response.with(name, value);
        }
        return response;
    }

    /** Objects from before this was kept were encrypted by S3's own default. */
    static void complete(Map<String, String> headers) {
        headers.putIfAbsent(ALGORITHM, STANDARD);
    }
}
