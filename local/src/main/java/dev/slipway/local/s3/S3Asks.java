package dev.slipway.local.s3;

import dev.slipway.local.identity.Access;
import dev.slipway.local.identity.Ask;
import dev.slipway.local.identity.Home;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a caller must be allowed for a request: S3's own actions, and KMS's where a key encrypts the bucket. */
final class S3Asks {
    private static final Map<BucketSetting, String> SETTINGS = Map.ofEntries(
            Map.entry(BucketSetting.ACCELERATE, "AccelerateConfiguration"),
            Map.entry(BucketSetting.ACL, "BucketAcl"),
            Map.entry(BucketSetting.CORS, "BucketCORS"),
            Map.entry(BucketSetting.ENCRYPTION, "EncryptionConfiguration"),
            Map.entry(BucketSetting.LIFECYCLE, "LifecycleConfiguration"),
            Map.entry(BucketSetting.LOGGING, "BucketLogging"),
            Map.entry(BucketSetting.NOTIFICATION, "BucketNotification"),
            Map.entry(BucketSetting.OBJECT_LOCK, "BucketObjectLockConfiguration"),
            Map.entry(BucketSetting.OWNERSHIP, "BucketOwnershipControls"),
            Map.entry(BucketSetting.POLICY, "BucketPolicy"),
            Map.entry(BucketSetting.PUBLIC_ACCESS_BLOCK, "BucketPublicAccessBlock"),
            Map.entry(BucketSetting.REPLICATION, "ReplicationConfiguration"),
            Map.entry(BucketSetting.REQUEST_PAYMENT, "BucketRequestPayment"),
            Map.entry(BucketSetting.TAGGING, "BucketTagging"),
            Map.entry(BucketSetting.VERSIONING, "BucketVersioning"),
            Map.entry(BucketSetting.WEBSITE, "BucketWebsite"));

    /** Settings whose deletion is an action of its own; the others' is the Put. */
    private static final Set<BucketSetting> DELETED = Set.of(BucketSetting.POLICY, BucketSetting.WEBSITE);

    private final Buckets buckets;

    S3Asks(Buckets buckets) {
        this.buckets = buckets;
    }

    /** @throws dev.slipway.local.http.AwsError AccessDenied, naming what is missing */
    void check(S3Request request) {
        if (request.bucket().isEmpty()) {
            request.http().access().require(Ask.of("s3:ListAllMyBuckets", "arn:aws:s3:::*"));
        } else if (request.key().isEmpty()) {
            forBucket(request);
        } else {
            forObject(request);
        }
    }

    /** Who may not list a bucket is not told what is missing in it either. */
    void checkMayKnow(S3Request request) {
        list(request, "s3:ListBucket");
    }

    /** One key of a deletion of many. */
    void checkDelete(S3Request request, String key, Optional<String> version) {
        require(request, ofVersion("s3:DeleteObject", version), request.bucket(), key);
    }

    private static String ofVersion(String action, Optional<String> version) {
        return version.isPresent() ? action + "Version" : action;
    }

    private void forBucket(S3Request request) {
        String method = request.http().method();
        if (method.equals("POST") && request.asks("delete")) {
            return; // each key is asked for on its own
        }
        Optional<BucketSetting> setting = BucketSetting.askedBy(request);
        if (setting.isPresent()) {
            String verb = method.equals("GET")
                    ? "Get"
                    : method.equals("DELETE") && DELETED.contains(setting.get()) ? "Delete" : "Put";
            require(request, "s3:" + verb + SETTINGS.get(setting.get()), request.bucket(), "");
            return;
        }
        switch (method) {
            case "PUT" -> require(request, "s3:CreateBucket", request.bucket(), "");
            case "DELETE" -> require(request, "s3:DeleteBucket", request.bucket(), "");
            default ->
                list(
                        request,
                        request.asks("location")
                                ? "s3:GetBucketLocation"
                                : request.asks("uploads")
                                        ? "s3:ListBucketMultipartUploads"
                                        : request.asks("versions") ? "s3:ListBucketVersions" : "s3:ListBucket");
        }
    }

    private void list(S3Request request, String action) {
        Ask ask = ask(action, request.bucket(), "");
        for (String key : new String[] {"prefix", "delimiter", "max-keys"}) {
            Optional<String> value = request.parameter(key);
            ask = value.isPresent() ? ask.with("s3:" + key, value.get()) : ask;
        }
        request.http().access().require(ask);
    }

    private void forObject(S3Request request) {
        String method = request.http().method();
        String bucket = request.bucket();
        String key = request.key();
        if (request.asks("tagging") || request.asks("acl")) {
            String what = request.asks("acl") ? "ObjectAcl" : "ObjectTagging";
            String verb = method.equals("GET") ? "Get" : method.equals("DELETE") ? "Delete" : "Put";
            require(request, "s3:" + verb + what, bucket, key);
            return;
        }
        if (request.asks("uploadId") && (method.equals("GET") || method.equals("DELETE"))) {
            String action = method.equals("GET") ? "s3:ListMultipartUploadParts" : "s3:AbortMultipartUpload";
            require(request, action, bucket, key);
            return;
        }
        switch (method) {
            case "GET", "HEAD" -> {
                require(request, ofVersion("s3:GetObject", request.parameter("versionId")), bucket, key);
                if (request.asks("attributes")) {
                    require(request, "s3:GetObjectAttributes", bucket, key);
                }
                if (method.equals("GET")) {
                    requireKey(request.http().access(), bucket, "kms:Decrypt");
                }
            }
            case "DELETE" -> checkDelete(request, key, request.parameter("versionId"));
            default -> write(request);
        }
    }

    private void write(S3Request request) {
        require(request, "s3:PutObject", request.bucket(), request.key());
        if (request.header("x-amz-tagging").isPresent()) {
            require(request, "s3:PutObjectTagging", request.bucket(), request.key());
        }
        request.header("x-amz-copy-source").map(CopySource::parse).ifPresent(source -> {
            require(request, ofVersion("s3:GetObject", source.version()), source.bucket(), source.key());
            requireKey(request.http().access(), source.bucket(), "kms:Decrypt");
        });
        Access access = request.http().access();
        if (!request.http().method().equals("POST") || request.asks("uploads")) {
            requireKey(access, request.bucket(), "kms:GenerateDataKey");
        }
        if (request.asks("uploadId")) {
            // The parts of an upload are decrypted when they become one object
            requireKey(access, request.bucket(), "kms:Decrypt");
        }
    }

    private void require(S3Request request, String action, String bucket, String key) {
        request.http().access().require(ask(action, bucket, key));
    }

    private Ask ask(String action, String bucket, String key) {
        String resource = "arn:aws:s3:::" + bucket + (key.isEmpty() ? "" : "/" + key);
        return Ask.of(action, resource).under(document(bucket, BucketSetting.POLICY));
    }

    private void requireKey(Access access, String bucket, String action) {
        document(bucket, BucketSetting.ENCRYPTION)
                .map(xml -> XmlTree.parse(xml.getBytes(StandardCharsets.UTF_8)))
                .flatMap(S3Asks::key)
                .ifPresent(key -> access.require(
                        Ask.of(action, key).with("kms:ViaService", "s3." + Home.REGION + ".amazonaws.com")));
    }

    private static Optional<String> key(XmlTree encryption) {
        return encryption.all("Rule").stream()
                .flatMap(rule -> rule.all("ApplyServerSideEncryptionByDefault").stream())
                .flatMap(rule -> rule.value("KMSMasterKeyID").stream())
                .filter(key -> !key.isEmpty())
                .map(key ->
                        key.startsWith("arn:") ? key : Home.arn("kms", key.startsWith("alias/") ? key : "key/" + key))
                .findFirst();
    }

    private Optional<String> document(String bucket, BucketSetting setting) {
        if (!buckets.exists(bucket)) {
            return Optional.empty();
        }
        Path file = buckets.get(bucket).setting(setting);
        try {
            return Files.exists(file) ? Optional.of(Files.readString(file)) : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("A setting of " + bucket + " cannot be read", e);
        }
    }
}
