package dev.slipway.local.s3;

import dev.slipway.local.http.AwsError;
import dev.slipway.local.http.HttpResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Buckets themselves: made, listed, looked up, deleted, and their settings. */
final class BucketOperations {
    private static final String DEFAULT_REGION = "us-east-1";
    private static final int SETTING_BYTES = 1 << 20;

    private final Buckets buckets;

    BucketOperations(Buckets buckets) {
        this.buckets = buckets;
    }

    HttpResponse list(S3Request request) {
        if (!request.http().method().equals("GET")) {
            throw S3Service.notAllowed(request);
        }
        String prefix = request.parameter("prefix").orElse("");
        return Xml.document("ListAllMyBucketsResult", xml -> {
                    AccessControl.OWNER.accept(xml);
                    xml.group(
                            "Buckets",
                            list -> buckets.all().stream()
                                    .map(Bucket::info)
                                    .filter(info -> info.name().startsWith(prefix))
                                    .forEach(info -> list.group(
                                            "Bucket",
                                            one -> one.text("Name", info.name())
                                                    .time("CreationDate", info.created())
                                                    .text("BucketRegion", info.region()))));
                })
                .response(200);
    }

    HttpResponse create(S3Request request) throws IOException {
        byte[] body = Payload.of(request).read(SETTING_BYTES);
        String region = body.length == 0
                ? DEFAULT_REGION
                : XmlTree.parse(body).value("LocationConstraint").orElse(DEFAULT_REGION);
        boolean made = buckets.create(request.bucket(), region);
        // us-east-1 alone answers a second creation by the same owner with success
        if (!made && !region.equals(DEFAULT_REGION)) {
            throw new AwsError(
                    409,
                    "BucketAlreadyOwnedByYou",
                    "Your previous request to create the named bucket succeeded and you already own it: '"
                            + request.bucket() + "'");
        }
        return HttpResponse.empty(200).with("Location", "/" + request.bucket());
    }

    HttpResponse head(S3Request request) {
        Bucket bucket = buckets.get(request.bucket());
        return HttpResponse.empty(200)
                .with("x-amz-bucket-region", bucket.info().region())
                .with("x-amz-access-point-alias", "false");
    }

    HttpResponse delete(S3Request request) {
        buckets.delete(request.bucket());
        return HttpResponse.empty(204);
    }

    HttpResponse location(S3Request request) {
        String region = buckets.get(request.bucket()).info().region();
        return Xml.document("LocationConstraint", xml -> xml.raw(region.equals(DEFAULT_REGION) ? "" : region))
                .response(200);
    }

    HttpResponse setting(BucketSetting setting, S3Request request) throws IOException {
        Bucket bucket = buckets.get(request.bucket());
        if (setting == BucketSetting.ACL && request.http().method().equals("GET")) {
            return AccessControl.owner();
        }
        Path file = bucket.setting(setting);
        Path taken = file.resolveSibling(setting.query() + ".deleted");
        switch (request.http().method()) {
            case "GET" -> {
                return get(setting, file, taken);
            }
            case "PUT" -> {
                put(bucket, setting, Payload.of(request).read(SETTING_BYTES));
                return HttpResponse.empty(setting == BucketSetting.POLICY ? 204 : 200);
            }
            case "DELETE" -> {
                if (setting.deletedCode().isPresent()) {
                    StateFiles.write(taken, new byte[0]);
                }
                Files.deleteIfExists(file);
                return HttpResponse.empty(204);
            }
            default -> throw S3Service.notAllowed(request);
        }
    }

    private static void put(Bucket bucket, BucketSetting setting, byte[] document) throws IOException {
        switch (setting) {
            case VERSIONING -> {
                bucket.setVersioning(Versioning.parse(document));
                return;
            }
            case POLICY -> {
                if (!StateFiles.isJsonObject(document)) {
                    throw new AwsError(
                            400, "MalformedPolicy", "Policies must be valid JSON and the first byte must be '{'");
                }
                PolicyText.checked(new String(document, StandardCharsets.UTF_8));
            }
            default -> {
                if (document.length > 0) {
                    XmlTree.parse(document);
                }
            }
        }
        StateFiles.write(bucket.setting(setting), document);
    }

    private static HttpResponse get(BucketSetting setting, Path file, Path taken) throws IOException {
        if (Files.exists(file)) {
            return HttpResponse.of(200, setting.contentType(), Files.readAllBytes(file));
        }
        if (Files.exists(taken)) {
            throw new AwsError(404, setting.deletedCode().orElseThrow(), "The " + setting.query() + " was deleted");
        }
        if (setting.missingStatus() != 200) {
            throw new AwsError(setting.missingStatus(), setting.missingCode(), setting.missing());
        }
        return HttpResponse.of(200, setting.contentType(), setting.missing().getBytes(StandardCharsets.UTF_8));
    }
}
