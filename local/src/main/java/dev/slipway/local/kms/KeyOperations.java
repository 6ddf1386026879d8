package dev.slipway.local.kms;

import dev.slipway.local.http.AwsError;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.kms.model.AliasListEntry;
import software.amazon.awssdk.services.kms.model.CancelKeyDeletionRequest;
import software.amazon.awssdk.services.kms.model.CancelKeyDeletionResponse;
import software.amazon.awssdk.services.kms.model.CreateAliasRequest;
import software.amazon.awssdk.services.kms.model.CreateAliasResponse;
import software.amazon.awssdk.services.kms.model.CreateKeyRequest;
import software.amazon.awssdk.services.kms.model.CreateKeyResponse;
import software.amazon.awssdk.services.kms.model.DeleteAliasRequest;
import software.amazon.awssdk.services.kms.model.DeleteAliasResponse;
import software.amazon.awssdk.services.kms.model.DescribeKeyRequest;
import software.amazon.awssdk.services.kms.model.DescribeKeyResponse;
import software.amazon.awssdk.services.kms.model.DisableKeyRequest;
import software.amazon.awssdk.services.kms.model.DisableKeyResponse;
import software.amazon.awssdk.services.kms.model.DisableKeyRotationRequest;
import software.amazon.awssdk.services.kms.model.DisableKeyRotationResponse;
import software.amazon.awssdk.services.kms.model.EnableKeyRequest;
import software.amazon.awssdk.services.kms.model.EnableKeyResponse;
import software.amazon.awssdk.services.kms.model.EnableKeyRotationRequest;
import software.amazon.awssdk.services.kms.model.EnableKeyRotationResponse;
import software.amazon.awssdk.services.kms.model.GetKeyPolicyRequest;
import software.amazon.awssdk.services.kms.model.GetKeyPolicyResponse;
import software.amazon.awssdk.services.kms.model.GetKeyRotationStatusRequest;
import software.amazon.awssdk.services.kms.model.GetKeyRotationStatusResponse;
import software.amazon.awssdk.services.kms.model.KeyListEntry;
import software.amazon.awssdk.services.kms.model.KeyMetadata;
import software.amazon.awssdk.services.kms.model.ListAliasesRequest;
import software.amazon.awssdk.services.kms.model.ListAliasesResponse;
import software.amazon.awssdk.services.kms.model.ListKeyPoliciesRequest;
import software.amazon.awssdk.services.kms.model.ListKeyPoliciesResponse;
import software.amazon.awssdk.services.kms.model.ListKeysRequest;
import software.amazon.awssdk.services.kms.model.ListKeysResponse;
import software.amazon.awssdk.services.kms.model.ListResourceTagsRequest;
import software.amazon.awssdk.services.kms.model.ListResourceTagsResponse;
import software.amazon.awssdk.services.kms.model.PutKeyPolicyRequest;
import software.amazon.awssdk.services.kms.model.PutKeyPolicyResponse;
import software.amazon.awssdk.services.kms.model.RotateKeyOnDemandRequest;
import software.amazon.awssdk.services.kms.model.RotateKeyOnDemandResponse;
import software.amazon.awssdk.services.kms.model.ScheduleKeyDeletionRequest;
import software.amazon.awssdk.services.kms.model.ScheduleKeyDeletionResponse;
import software.amazon.awssdk.services.kms.model.Tag;
import software.amazon.awssdk.services.kms.model.TagResourceRequest;
import software.amazon.awssdk.services.kms.model.TagResourceResponse;
import software.amazon.awssdk.services.kms.model.UntagResourceRequest;
import software.amazon.awssdk.services.kms.model.UntagResourceResponse;
import software.amazon.awssdk.services.kms.model.UpdateAliasRequest;
import software.amazon.awssdk.services.kms.model.UpdateAliasResponse;
import software.amazon.awssdk.services.kms.model.UpdateKeyDescriptionRequest;
import software.amazon.awssdk.services.kms.model.UpdateKeyDescriptionResponse;

/** What is done with keys themselves: made, named, described, switched, deleted. */
abstract class KeyOperations {
    private static final int WINDOW = 30;
    private static final int ROTATION_DAYS = 365;
    private static final String INVALID = "ValidationException";

    private final Keys keys;
    private final Clock clock;

    KeyOperations(Keys keys, Clock clock) {
        this.keys = keys;
        this.clock = clock;
    }

    @SuppressWarnings("deprecation") // clients of old still send and read CustomerMasterKeySpec
    public CreateKeyResponse createKey(CreateKeyRequest request) {
        if (Boolean.TRUE.equals(request.multiRegion())
                || !Requests.text(request.originAsString(), "AWS_KMS").equals("AWS_KMS")) {
            throw new AwsError(
                    400,
                    "UnsupportedOperationException",
                    "The embedded cloud makes single-Region keys of its own only");
        }
        String spec = Requests.text(
                request.keySpecAsString(), Requests.text(request.customerMasterKeySpecAsString(), "SYMMETRIC_DEFAULT"));
        if (request.keyUsageAsString() == null && KeyKind.of(spec).signs()) {
            throw new AwsError(400, INVALID, "You must specify a KeyUsage value for an asymmetric KMS key.");
        }
        String arn = keys.create(
                Keys.newId(),
                new Keys.Wish(
                        spec,
                        Requests.text(request.keyUsageAsString(), ""),
                        Requests.text(request.description(), ""),
                        Requests.text(request.policy(), ""),
                        Requests.tags(request.tags()),
                        false));
        return CreateKeyResponse.builder().keyMetadata(metadata(keys.find(arn))).build();
    }

    public DescribeKeyResponse describeKey(DescribeKeyRequest request) {
        return DescribeKeyResponse.builder()
                .keyMetadata(metadata(keys.find(Requests.required("KeyId", request.keyId()))))
                .build();
    }

    public ListKeysResponse listKeys(ListKeysRequest request) {
        Page<Key> page = Page.of(keys.all(), Key::id, request.marker(), request.limit());
        return ListKeysResponse.builder()
                .keys(page.items().stream()
                        .map(key -> KeyListEntry.builder()
                                .keyId(key.id())
                                .keyArn(Keys.keyArn(key.id()))
                                .build())
                        .toList())
                .truncated(page.next() != null)
                .nextMarker(page.next())
                .build();
    }

    public CreateAliasResponse createAlias(CreateAliasRequest request) {
        keys.name(
                Requests.required("AliasName", request.aliasName()),
                Requests.required("TargetKeyId", request.targetKeyId()),
                false);
        return CreateAliasResponse.builder().build();
    }

    public UpdateAliasResponse updateAlias(UpdateAliasRequest request) {
        keys.name(
                Requests.required("AliasName", request.aliasName()),
                Requests.required("TargetKeyId", request.targetKeyId()),
                true);
        return UpdateAliasResponse.builder().build();
    }

    public DeleteAliasResponse deleteAlias(DeleteAliasRequest request) {
        keys.unname(Requests.required("AliasName", request.aliasName()));
        return DeleteAliasResponse.builder().build();
    }

    public ListAliasesResponse listAliases(ListAliasesRequest request) {
        Optional<String> only =
                Optional.ofNullable(request.keyId()).map(id -> keys.find(id).id());
        List<Map.Entry<String, String>> named = keys.aliases().entrySet().stream()
                .filter(alias -> only.isEmpty() || only.get().equals(alias.getValue()))
                .sorted(Map.Entry.comparingByKey())
                .toList();
        Page<Map.Entry<String, String>> page = Page.of(named, Map.Entry::getKey, request.marker(), request.limit());
        return ListAliasesResponse.builder()
                .aliases(page.items().stream()
                        .map(alias -> AliasListEntry.builder()
                                .aliasName(alias.getKey())
                                .aliasArn(Keys.aliasArn(alias.getKey()))
                                .targetKeyId(alias.getValue())
                                .build())
                        .toList())
                .truncated(page.next() != null)
                .nextMarker(page.next())
                .build();
    }

    public ScheduleKeyDeletionResponse scheduleKeyDeletion(ScheduleKeyDeletionRequest request) {
        int days = request.pendingWindowInDays() == null ? WINDOW : request.pendingWindowInDays();
        Instant at = keys.scheduleDeletion(Requests.required("KeyId", request.keyId()), days);
        return ScheduleKeyDeletionResponse.builder()
                .keyId(Keys.keyArn(keys.find(request.keyId()).id()))
                .deletionDate(at)
                .keyState("PendingDeletion")
                .pendingWindowInDays(days)
                .build();
    }

    public CancelKeyDeletionResponse cancelKeyDeletion(CancelKeyDeletionRequest request) {
        Key key = keys.find(Requests.required("KeyId", request.keyId()));
        if (key.deletion() == null) {
            throw new AwsError(400, "KMSInvalidStateException", Keys.keyArn(key.id()) + " is not pending deletion.");
        }
        keys.change(key.id(), pending -> pending.enabled(false));
        return CancelKeyDeletionResponse.builder().keyId(Keys.keyArn(key.id())).build();
    }

    public EnableKeyResponse enableKey(EnableKeyRequest request) {
        keys.change(alive(request.keyId()).id(), key -> key.enabled(true));
        return EnableKeyResponse.builder().build();
    }

    public DisableKeyResponse disableKey(DisableKeyRequest request) {
        keys.change(alive(request.keyId()).id(), key -> key.enabled(false));
        return DisableKeyResponse.builder().build();
    }

    public EnableKeyRotationResponse enableKeyRotation(EnableKeyRotationRequest request) {
        int days = request.rotationPeriodInDays() == null ? ROTATION_DAYS : request.rotationPeriodInDays();
        if (days < 90 || days > 2560) {
            throw new AwsError(400, INVALID, "RotationPeriodInDays must be between 90 and 2560");
        }
        keys.change(rotatable(request.keyId()).id(), key -> key.rotating(true, days));
        return EnableKeyRotationResponse.builder().build();
    }

    public DisableKeyRotationResponse disableKeyRotation(DisableKeyRotationRequest request) {
        keys.change(rotatable(request.keyId()).id(), key -> key.rotating(false, key.rotationDays()));
        return DisableKeyRotationResponse.builder().build();
    }

    public RotateKeyOnDemandResponse rotateKeyOnDemand(RotateKeyOnDemandRequest request) {
        Key key = keys.rotate(rotatable(request.keyId()).id());
        return RotateKeyOnDemandResponse.builder().keyId(Keys.keyArn(key.id())).build();
    }

    public GetKeyRotationStatusResponse getKeyRotationStatus(GetKeyRotationStatusRequest request) {
        Key key = keys.find(Requests.required("KeyId", request.keyId()));
        boolean rotates = key.rotates() && key.deletion() == null;
        return GetKeyRotationStatusResponse.builder()
                .keyId(Keys.keyArn(key.id()))
                .keyRotationEnabled(rotates)
                .rotationPeriodInDays(rotates ? key.rotationDays() : null)
                .nextRotationDate(rotates ? nextRotation(key) : null)
                .build();
    }

    private Instant nextRotation(Key key) {
        Duration period = Duration.ofDays(key.rotationDays());
        Instant created = Instant.parse(key.created());
        long past = Duration.between(created, clock.instant()).dividedBy(period);
        return created.plus(period.multipliedBy(past + 1));
    }

    public GetKeyPolicyResponse getKeyPolicy(GetKeyPolicyRequest request) {
        return GetKeyPolicyResponse.builder()
                .policy(keys.find(Requests.required("KeyId", request.keyId())).policy())
                .policyName("default")
                .build();
    }

    public PutKeyPolicyResponse putKeyPolicy(PutKeyPolicyRequest request) {
        String policy = Requests.required("Policy", request.policy());
        keys.change(alive(request.keyId()).id(), key -> key.under(policy));
        return PutKeyPolicyResponse.builder().build();
    }

    public ListKeyPoliciesResponse listKeyPolicies(ListKeyPoliciesRequest request) {
        keys.find(Requests.required("KeyId", request.keyId()));
        return ListKeyPoliciesResponse.builder()
                .policyNames("default")
                .truncated(false)
                .build();
    }

    public UpdateKeyDescriptionResponse updateKeyDescription(UpdateKeyDescriptionRequest request) {
        String description = Requests.text(request.description(), "");
        keys.change(alive(request.keyId()).id(), key -> key.describedAs(description));
        return UpdateKeyDescriptionResponse.builder().build();
    }

    public ListResourceTagsResponse listResourceTags(ListResourceTagsRequest request) {
        Map<String, String> all =
                keys.find(Requests.required("KeyId", request.keyId())).tags();
        return ListResourceTagsResponse.builder()
                .tags(all.entrySet().stream()
                        .sorted(Map.Entry.comparingByKey())
                        .map(tag -> Tag.builder()
                                .tagKey(tag.getKey())
                                .tagValue(tag.getValue())
                                .build())
                        .toList())
                .truncated(false)
                .build();
    }

    public TagResourceResponse tagResource(TagResourceRequest request) {
        keys.change(alive(request.keyId()).id(), key -> {
            Map<String, String> all = new HashMap<>(key.tags());
            all.putAll(Requests.tags(request.tags()));
            return key.tagged(all);
        });
        return TagResourceResponse.builder().build();
    }

    public UntagResourceResponse untagResource(UntagResourceRequest request) {
        keys.change(alive(request.keyId()).id(), key -> {
            Map<String, String> all = new HashMap<>(key.tags());
            request.tagKeys().forEach(all::remove);
            return key.tagged(all);
        });
        return UntagResourceResponse.builder().build();
    }

    @SuppressWarnings("deprecation") // clients of old still send and read CustomerMasterKeySpec
    private static KeyMetadata metadata(Key key) {
        KeyMetadata.Builder metadata = KeyMetadata.builder()
                .awsAccountId(Keys.ACCOUNT)
                .keyId(key.id())
                .arn(Keys.keyArn(key.id()))
                .creationDate(Instant.parse(key.created()))
                .enabled(key.state().equals("Enabled"))
                .description(key.description())
                .keyUsage(key.kind().usage())
                .keyState(key.state())
                .origin("AWS_KMS")
                .keyManager("CUSTOMER")
                .keySpec(key.kind().name())
                .customerMasterKeySpec(key.kind().name())
                .multiRegion(false);
        if (key.deletion() != null) {
            metadata.deletionDate(Instant.parse(key.deletion()));
        }
        return (key.kind().signs()
                        ? metadata.signingAlgorithmsWithStrings(key.kind().algorithms())
                        : metadata.encryptionAlgorithmsWithStrings(key.kind().algorithms()))
                .build();
    }

    /** A key that is not on its way out. */
    Key alive(@Nullable String reference) {
        Key key = keys.find(Requests.required("KeyId", reference));
        if (key.deletion() != null) {
            throw new AwsError(400, "KMSInvalidStateException", Keys.keyArn(key.id()) + " is pending deletion.");
        }
        return key;
    }

    /** A key that can be used. */
    Key usable(@Nullable String reference) {
        Key key = alive(reference);
        if (!key.enabled()) {
            throw new AwsError(400, "DisabledException", Keys.keyArn(key.id()) + " is disabled.");
        }
        return key;
    }

    /** A key that can be used for this. */
    Key usable(@Nullable String reference, String usage) {
        Key key = usable(reference);
        if (!key.kind().usage().equals(usage)) {
            throw new AwsError(
                    400,
                    "InvalidKeyUsageException",
                    Keys.keyArn(key.id()) + " key usage is " + key.kind().usage()
                            + " which is not valid for this operation.");
        }
        return key;
    }

    private Key rotatable(@Nullable String reference) {
        Key key = usable(reference);
        if (key.kind().signs()) {
            throw new AwsError(
                    400,
                    "UnsupportedOperationException",
                    "Key rotation is not supported for the asymmetric key " + Keys.keyArn(key.id()));
        }
        return key;
    }
}
