package dev.slipway.local.stack.resource;

import dev.slipway.local.http.AwsError;
import dev.slipway.local.s3.Buckets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code AWS::S3::Bucket}: there or not, with versions or without, with its encryption; its access settings have no effect here. */
final class BucketType implements ResourceType {
    private final Buckets buckets;

    BucketType(Buckets buckets) {
        this.buckets = buckets;
    }

    @Override
    public Set<String> fixed() {
        return Set.of("BucketName");
    }

    @Override
    public Made create(Desired desired) {
        String name = desired.lowerName("BucketName");
        if (buckets.exists(name) && !desired.resumed()) {
            throw new AwsError(409, "AlreadyExists", "The bucket " + name + " already exists");
        }
        buckets.create(name);
        version(name, desired);
        encrypt(name, desired);
        return new Made(
                name,
                Map.of(
                        "Arn",
                        "arn:aws:s3:::" + name,
                        "DomainName",
                        name + ".s3.amazonaws.com",
                        "RegionalDomainName",
                        name + ".s3." + Arns.REGION + ".amazonaws.com"));
    }

    @Override
    public Made update(Made current, Map<String, @Nullable Object> before, Desired desired) {
        version(current.physicalId(), desired);
        encrypt(current.physicalId(), desired);
        return current;
    }

    /** Without the property a bucket is left as it is: new ones keep no versions, and what was enabled stays so. */
    private void version(String name, Desired desired) {
        if (desired.properties().get("VersioningConfiguration") instanceof Map<?, ?> wanted) {
            buckets.keepVersions(name, "Enabled".equals(wanted.get("Status")));
        }
    }

    /** The rule of a template is a list of one; its key decides what a caller must be allowed besides S3. */
    private void encrypt(String name, Desired desired) {
        if (desired.properties().get("BucketEncryption") instanceof Map<?, ?> encryption
                && encryption.get("ServerSideEncryptionConfiguration") instanceof List<?> rules
                && rules.size() == 1
                && rules.get(0) instanceof Map<?, ?> rule
                && rule.get("ServerSideEncryptionByDefault") instanceof Map<?, ?> byDefault) {
            Object key = byDefault.get("KMSMasterKeyID");
            buckets.encryptBy(name, String.valueOf(byDefault.get("SSEAlgorithm")), key == null ? "" : key.toString());
        }
    }

    /** As in CloudFormation a bucket with objects in it stays, and the deletion fails. */
    @Override
    public void delete(Made made) {
        Gone.orDelete(() -> buckets.delete(made.physicalId()));
    }
}
