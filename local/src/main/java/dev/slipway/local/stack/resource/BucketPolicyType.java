package dev.slipway.local.stack.resource;

import dev.slipway.local.s3.Buckets;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code AWS::S3::BucketPolicy}: evaluated with every request to the bucket. */
final class BucketPolicyType implements ResourceType {
    private final Buckets buckets;

    BucketPolicyType(Buckets buckets) {
        this.buckets = buckets;
    }

    @Override
    public Set<String> fixed() {
        return Set.of("Bucket");
    }

    @Override
    public Made create(Desired desired) {
        String bucket = desired.text("Bucket");
        buckets.putPolicy(bucket, Json.text(desired.properties().get("PolicyDocument")));
        return new Made(bucket, Map.of());
    }

    @Override
    public Made update(Made current, Map<String, @Nullable Object> before, Desired desired) {
        buckets.putPolicy(current.physicalId(), Json.text(desired.properties().get("PolicyDocument")));
        return current;
    }

    @Override
    public void delete(Made made) {
        Gone.orDelete(() -> buckets.removePolicy(made.physicalId()));
    }
}
