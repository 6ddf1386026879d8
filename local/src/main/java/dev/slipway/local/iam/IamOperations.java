package dev.slipway.local.iam;

import dev.slipway.local.http.AwsError;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.iam.model.AttachRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.AttachRolePolicyResponse;
import software.amazon.awssdk.services.iam.model.AttachedPolicy;
import software.amazon.awssdk.services.iam.model.CreatePolicyRequest;
import software.amazon.awssdk.services.iam.model.CreatePolicyResponse;
import software.amazon.awssdk.services.iam.model.CreateRoleRequest;
import software.amazon.awssdk.services.iam.model.CreateRoleResponse;
import software.amazon.awssdk.services.iam.model.DeletePolicyRequest;
import software.amazon.awssdk.services.iam.model.DeletePolicyResponse;
import software.amazon.awssdk.services.iam.model.DeleteRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.DeleteRolePolicyResponse;
import software.amazon.awssdk.services.iam.model.DeleteRoleRequest;
import software.amazon.awssdk.services.iam.model.DeleteRoleResponse;
import software.amazon.awssdk.services.iam.model.DetachRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.DetachRolePolicyResponse;
import software.amazon.awssdk.services.iam.model.GetPolicyRequest;
import software.amazon.awssdk.services.iam.model.GetPolicyResponse;
import software.amazon.awssdk.services.iam.model.GetPolicyVersionRequest;
import software.amazon.awssdk.services.iam.model.GetPolicyVersionResponse;
import software.amazon.awssdk.services.iam.model.GetRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.GetRolePolicyResponse;
import software.amazon.awssdk.services.iam.model.GetRoleRequest;
import software.amazon.awssdk.services.iam.model.GetRoleResponse;
import software.amazon.awssdk.services.iam.model.ListAttachedRolePoliciesRequest;
import software.amazon.awssdk.services.iam.model.ListAttachedRolePoliciesResponse;
import software.amazon.awssdk.services.iam.model.ListRolePoliciesRequest;
import software.amazon.awssdk.services.iam.model.ListRolePoliciesResponse;
import software.amazon.awssdk.services.iam.model.ListRolesRequest;
import software.amazon.awssdk.services.iam.model.ListRolesResponse;
import software.amazon.awssdk.services.iam.model.PutRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.PutRolePolicyResponse;
import software.amazon.awssdk.services.iam.model.UpdateAssumeRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.UpdateAssumeRolePolicyResponse;

/** IAM's operations on roles and the account's policies, each a method from its request to its response. */
public final class IamOperations {
    private static final String VERSION = "v1";
    private static final int USUAL_SESSION_SECONDS = 3600;

    private final Roles roles;
    private final Clock clock;

    public IamOperations(Roles roles, Clock clock) {
        this.roles = roles;
        this.clock = clock;
    }

    public CreateRoleResponse createRole(CreateRoleRequest request) {
        if (roles.find(request.roleName()).isPresent()) {
            throw new AwsError(409, "EntityAlreadyExists", "Role with name " + request.roleName() + " already exists.");
        }
        if (request.permissionsBoundary() != null) {
            throw new AwsError(400, "ValidationError", "The embedded cloud does not evaluate a PermissionsBoundary");
        }
        Role role = new Role(
                request.roleName(),
                or(request.path(), "/"),
                roles.newId("AROA"),
                or(request.description(), ""),
                request.assumeRolePolicyDocument(),
                request.maxSessionDuration() == null ? USUAL_SESSION_SECONDS : request.maxSessionDuration(),
                Map.of(),
                List.of(),
                clock.millis());
        roles.put(role);
        return CreateRoleResponse.builder().role(shape(role)).build();
    }

    public GetRoleResponse getRole(GetRoleRequest request) {
        return GetRoleResponse.builder()
                .role(shape(roles.get(request.roleName())))
                .build();
    }

    public ListRolesResponse listRoles(ListRolesRequest request) {
        String prefix = or(request.pathPrefix(), "/");
        return ListRolesResponse.builder()
                .roles(roles.all().stream()
                        .filter(role -> role.path().startsWith(prefix))
                        .map(IamOperations::shape)
                        .toList())
                .isTruncated(false)
                .build();
    }

    public UpdateAssumeRolePolicyResponse updateAssumeRolePolicy(UpdateAssumeRolePolicyRequest request) {
        roles.change(request.roleName(), role -> role.trusting(request.policyDocument()));
        return UpdateAssumeRolePolicyResponse.builder().build();
    }

    public DeleteRoleResponse deleteRole(DeleteRoleRequest request) {
        Role role = roles.get(request.roleName());
        if (!role.attached().isEmpty()) {
            throw new AwsError(409, "DeleteConflict", "Cannot delete entity, must detach all policies first.");
        }
        if (!role.inline().isEmpty()) {
            throw new AwsError(409, "DeleteConflict", "Cannot delete entity, must delete policies first.");
        }
        roles.remove(role.name());
        return DeleteRoleResponse.builder().build();
    }

    public PutRolePolicyResponse putRolePolicy(PutRolePolicyRequest request) {
        roles.putInline(request.roleName(), request.policyName(), request.policyDocument());
        return PutRolePolicyResponse.builder().build();
    }

    public GetRolePolicyResponse getRolePolicy(GetRolePolicyRequest request) {
        return GetRolePolicyResponse.builder()
                .roleName(request.roleName())
                .policyName(request.policyName())
                .policyDocument(encoded(inline(request.roleName(), request.policyName())))
                .build();
    }

    public DeleteRolePolicyResponse deleteRolePolicy(DeleteRolePolicyRequest request) {
        inline(request.roleName(), request.policyName());
        roles.removeInline(request.roleName(), request.policyName());
        return DeleteRolePolicyResponse.builder().build();
    }

    public ListRolePoliciesResponse listRolePolicies(ListRolePoliciesRequest request) {
        return ListRolePoliciesResponse.builder()
                .policyNames(roles.get(request.roleName()).inline().keySet().stream()
                        .sorted()
                        .toList())
                .isTruncated(false)
                .build();
    }

    public AttachRolePolicyResponse attachRolePolicy(AttachRolePolicyRequest request) {
        roles.attach(request.roleName(), request.policyArn());
        return AttachRolePolicyResponse.builder().build();
    }

    public DetachRolePolicyResponse detachRolePolicy(DetachRolePolicyRequest request) {
        if (!roles.get(request.roleName()).attached().contains(request.policyArn())) {
            throw new AwsError(404, "NoSuchEntity", "Policy " + request.policyArn() + " was not found.");
        }
        roles.detach(request.roleName(), request.policyArn());
        return DetachRolePolicyResponse.builder().build();
    }

    public ListAttachedRolePoliciesResponse listAttachedRolePolicies(ListAttachedRolePoliciesRequest request) {
        return ListAttachedRolePoliciesResponse.builder()
                .attachedPolicies(roles.get(request.roleName()).attached().stream()
                        .map(arn -> AttachedPolicy.builder()
                                .policyArn(arn)
                                .policyName(arn.substring(arn.lastIndexOf('/') + 1))
                                .build())
                        .toList())
                .isTruncated(false)
                .build();
    }

    public CreatePolicyResponse createPolicy(CreatePolicyRequest request) {
        ManagedPolicy policy = new ManagedPolicy(
                request.policyName(),
                or(request.path(), "/"),
                roles.newId("ANPA"),
                or(request.description(), ""),
                request.policyDocument(),
                clock.millis());
        if (roles.policy(policy.arn()).isPresent()) {
            throw new AwsError(
                    409,
                    "EntityAlreadyExists",
                    "A policy called " + policy.name() + " already exists. Duplicate names are not allowed.");
        }
        roles.put(policy);
        return CreatePolicyResponse.builder().policy(shape(policy)).build();
    }

    public GetPolicyResponse getPolicy(GetPolicyRequest request) {
        return GetPolicyResponse.builder()
                .policy(shape(policy(request.policyArn())))
                .build();
    }

    public GetPolicyVersionResponse getPolicyVersion(GetPolicyVersionRequest request) {
        ManagedPolicy policy = policy(request.policyArn());
        if (!VERSION.equals(request.versionId())) {
            throw new AwsError(
                    404,
                    "NoSuchEntity",
                    "Policy " + policy.arn() + " version " + request.versionId() + " does not exist.");
        }
        return GetPolicyVersionResponse.builder()
                .policyVersion(version -> version.versionId(VERSION)
                        .isDefaultVersion(true)
                        .createDate(policy.created())
                        .document(encoded(policy.document())))
                .build();
    }

    public DeletePolicyResponse deletePolicy(DeletePolicyRequest request) {
        ManagedPolicy policy = policy(request.policyArn());
        if (attachments(policy) > 0) {
            throw new AwsError(409, "DeleteConflict", "Cannot delete a policy attached to entities.");
        }
        roles.removePolicy(policy.arn());
        return DeletePolicyResponse.builder().build();
    }

    private ManagedPolicy policy(String arn) {
        return roles.policy(arn).orElseThrow(() -> Roles.noSuchPolicy(arn));
    }

    private String inline(String role, String policy) {
        String document = roles.get(role).inline().get(policy);
        if (document == null) {
            throw new AwsError(404, "NoSuchEntity", "The role policy with name " + policy + " cannot be found.");
        }
        return document;
    }

    private int attachments(ManagedPolicy policy) {
        return (int) roles.all().stream()
                .filter(role -> role.attached().contains(policy.arn()))
                .count();
    }

    private static software.amazon.awssdk.services.iam.model.Role shape(Role role) {
        return software.amazon.awssdk.services.iam.model.Role.builder()
                .roleName(role.name())
                .path(role.path())
                .roleId(role.id())
                .arn(role.arn())
                .description(role.description())
                .createDate(role.created())
                .maxSessionDuration(role.maxSessionSeconds())
                .assumeRolePolicyDocument(encoded(role.trust()))
                .build();
    }

    private software.amazon.awssdk.services.iam.model.Policy shape(ManagedPolicy policy) {
        return software.amazon.awssdk.services.iam.model.Policy.builder()
                .policyName(policy.name())
                .policyId(policy.id())
                .arn(policy.arn())
                .path(policy.path())
                .defaultVersionId(VERSION)
                .attachmentCount(attachments(policy))
                .isAttachable(true)
                .description(policy.description())
                .createDate(policy.created())
                .updateDate(policy.created())
                .build();
    }

    /** IAM percent-encodes the documents that it returns. */
    private static String encoded(String document) {
        return URLEncoder.encode(document, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static String or(@Nullable String given, String otherwise) {
        return given == null ? otherwise : given;
    }
}
