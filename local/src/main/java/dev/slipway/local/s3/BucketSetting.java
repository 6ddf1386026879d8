package dev.slipway.local.s3;

import java.util.Arrays;
import java.util.Optional;

/** Settings of a bucket that are kept as they came and returned as they are; what each answers before it is first put. */
enum BucketSetting {
    ACCELERATE("accelerate", document("AccelerateConfiguration", "")),
    ACL("acl", ""),
    CORS("cors", 404, "NoSuchCORSConfiguration", "The CORS configuration does not exist"),
    ENCRYPTION("encryption", encryption("AES256", "")),
    LIFECYCLE("lifecycle", 404, "NoSuchLifecycleConfiguration", "The lifecycle configuration does not exist"),
    LOGGING("logging", document("BucketLoggingStatus", "")),
    NOTIFICATION("notification", document("NotificationConfiguration", "")),
    OBJECT_LOCK(
            "object-lock",
            404,
            "ObjectLockConfigurationNotFoundError",
            "Object Lock configuration does not exist for this bucket"),
    OWNERSHIP(
            "ownershipControls",
            document("OwnershipControls", "<Rule><ObjectOwnership>BucketOwnerEnforced</ObjectOwnership></Rule>")),
    POLICY("policy", 404, "NoSuchBucketPolicy", "The bucket policy does not exist"),
    PUBLIC_ACCESS_BLOCK(
            "publicAccessBlock",
            document(
                    "PublicAccessBlockConfiguration",
                    "<BlockPublicAcls>true</BlockPublicAcls><IgnorePublicAcls>true</IgnorePublicAcls>"
                            + "<BlockPublicPolicy>true</BlockPublicPolicy>"
                            + "<RestrictPublicBuckets>true</RestrictPublicBuckets>")),
    REPLICATION(
            "replication", 404, "ReplicationConfigurationNotFoundError", "The replication configuration was not found"),
    REQUEST_PAYMENT("requestPayment", document("RequestPaymentConfiguration", "<Payer>BucketOwner</Payer>")),
    TAGGING("tagging", 404, "NoSuchTagSet", "The TagSet does not exist"),
    VERSIONING("versioning", document("VersioningConfiguration", "")),
    WEBSITE("website", 404, "NoSuchWebsiteConfiguration", "The specified bucket does not have a website configuration");

    private final String query;
    private final int missingStatus;
    private final String missingCode;
    private final String missing;

    BucketSetting(String query, String missing) {
        this(query, 200, "", missing);
    }

    BucketSetting(String query, int missingStatus, String missingCode, String missing) {
        this.query = query;
        this.missingStatus = missingStatus;
        this.missingCode = missingCode;
        this.missing = missing;
    }

    private static String document(String root, String content) {
        return Xml.document(root, xml -> xml.raw(content)).toString();
    }

    /** The encryption setting as S3 returns it. @param key the ARN of the key in KMS, empty for S3's own */
    static String encryption(String algorithm, String key) {
        String named = key.isEmpty() ? "" : "<KMSMasterKeyID>" + key + "</KMSMasterKeyID>";
        return document(
                "ServerSideEncryptionConfiguration",
                "<Rule><ApplyServerSideEncryptionByDefault><SSEAlgorithm>" + algorithm + "</SSEAlgorithm>" + named
                        + "</ApplyServerSideEncryptionByDefault><BucketKeyEnabled>false</BucketKeyEnabled></Rule>");
    }

    static Optional<BucketSetting> askedBy(S3Request request) {
        return Arrays.stream(values())
                .filter(setting -> request.asks(setting.query))
                .findFirst();
    }

    String query() {
        return query;
    }

    /** 200 when there is a default, then {@link #missing} is its document; else the status of its error. */
    int missingStatus() {
        return missingStatus;
    }

    String missingCode() {
        return missingCode;
    }

    String missing() {
        return missing;
    }

    /** The error once a default was deleted; empty where a deletion brings the default back. */
    Optional<String> deletedCode() {
        return switch (this) {
            case PUBLIC_ACCESS_BLOCK -> Optional.of("NoSuchPublicAccessBlockConfiguration");
            case OWNERSHIP -> Optional.of("OwnershipControlsNotFoundError");
            default -> Optional.empty();
        };
    }

    /** Only a policy is JSON. */
    String contentType() {
        return this == POLICY ? "application/json" : "application/xml";
    }
}
