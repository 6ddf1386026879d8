package dev.slipway.local.lambda;

import dev.slipway.local.codec.JsonShapes;
import dev.slipway.local.http.AwsError;
import dev.slipway.local.lambda.control.Account;
import dev.slipway.local.lambda.control.Aliases;
import dev.slipway.local.lambda.control.Deployments;
import dev.slipway.local.lambda.control.FunctionRef;
import dev.slipway.local.lambda.control.Policies;
import dev.slipway.local.lambda.control.Versions;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.lambda.model.AddPermissionRequest;
import software.amazon.awssdk.services.lambda.model.AddPermissionResponse;
import software.amazon.awssdk.services.lambda.model.AliasConfiguration;
import software.amazon.awssdk.services.lambda.model.Concurrency;
import software.amazon.awssdk.services.lambda.model.CreateAliasRequest;
import software.amazon.awssdk.services.lambda.model.CreateAliasResponse;
import software.amazon.awssdk.services.lambda.model.CreateFunctionRequest;
import software.amazon.awssdk.services.lambda.model.CreateFunctionResponse;
import software.amazon.awssdk.services.lambda.model.DeleteAliasRequest;
import software.amazon.awssdk.services.lambda.model.DeleteAliasResponse;
import software.amazon.awssdk.services.lambda.model.DeleteFunctionConcurrencyRequest;
import software.amazon.awssdk.services.lambda.model.DeleteFunctionConcurrencyResponse;
import software.amazon.awssdk.services.lambda.model.DeleteFunctionRequest;
import software.amazon.awssdk.services.lambda.model.DeleteFunctionResponse;
import software.amazon.awssdk.services.lambda.model.FunctionConfiguration;
import software.amazon.awssdk.services.lambda.model.GetAccountSettingsRequest;
import software.amazon.awssdk.services.lambda.model.GetAccountSettingsResponse;
import software.amazon.awssdk.services.lambda.model.GetAliasRequest;
import software.amazon.awssdk.services.lambda.model.GetAliasResponse;
import software.amazon.awssdk.services.lambda.model.GetFunctionConcurrencyRequest;
import software.amazon.awssdk.services.lambda.model.GetFunctionConcurrencyResponse;
import software.amazon.awssdk.services.lambda.model.GetFunctionConfigurationRequest;
import software.amazon.awssdk.services.lambda.model.GetFunctionConfigurationResponse;
import software.amazon.awssdk.services.lambda.model.GetFunctionRequest;
import software.amazon.awssdk.services.lambda.model.GetFunctionResponse;
import software.amazon.awssdk.services.lambda.model.GetPolicyRequest;
import software.amazon.awssdk.services.lambda.model.GetPolicyResponse;
import software.amazon.awssdk.services.lambda.model.ListAliasesRequest;
import software.amazon.awssdk.services.lambda.model.ListAliasesResponse;
import software.amazon.awssdk.services.lambda.model.ListFunctionsRequest;
import software.amazon.awssdk.services.lambda.model.ListFunctionsResponse;
import software.amazon.awssdk.services.lambda.model.ListTagsRequest;
import software.amazon.awssdk.services.lambda.model.ListTagsResponse;
import software.amazon.awssdk.services.lambda.model.ListVersionsByFunctionRequest;
import software.amazon.awssdk.services.lambda.model.ListVersionsByFunctionResponse;
import software.amazon.awssdk.services.lambda.model.PublishVersionRequest;
import software.amazon.awssdk.services.lambda.model.PublishVersionResponse;
import software.amazon.awssdk.services.lambda.model.PutFunctionConcurrencyRequest;
import software.amazon.awssdk.services.lambda.model.PutFunctionConcurrencyResponse;
import software.amazon.awssdk.services.lambda.model.RemovePermissionRequest;
import software.amazon.awssdk.services.lambda.model.RemovePermissionResponse;
import software.amazon.awssdk.services.lambda.model.TagResourceRequest;
import software.amazon.awssdk.services.lambda.model.TagResourceResponse;
import software.amazon.awssdk.services.lambda.model.UntagResourceRequest;
import software.amazon.awssdk.services.lambda.model.UntagResourceResponse;
import software.amazon.awssdk.services.lambda.model.UpdateAliasRequest;
import software.amazon.awssdk.services.lambda.model.UpdateAliasResponse;
import software.amazon.awssdk.services.lambda.model.UpdateFunctionCodeRequest;
import software.amazon.awssdk.services.lambda.model.UpdateFunctionCodeResponse;
import software.amazon.awssdk.services.lambda.model.UpdateFunctionConfigurationRequest;
import software.amazon.awssdk.services.lambda.model.UpdateFunctionConfigurationResponse;

/**
 * Lambda's control plane as Java: the operations by their API names, in the SDK's own shapes. The HTTP front and the
 * stack engine call the same methods; each throws {@link AwsError} with Lambda's code and status.
 */
public final class Functions {
    private final Deployments deployments;
    private final Versions versions;
    private final Aliases aliases;
    private final Policies policies;
    private final Account account;
    private final CodeLinks links;

    Functions(
            Deployments deployments,
            Versions versions,
            Aliases aliases,
            Policies policies,
            Account account,
            CodeLinks links) {
        this.deployments = deployments;
        this.versions = versions;
        this.aliases = aliases;
        this.policies = policies;
        this.account = account;
        this.links = links;
    }

    public GetAccountSettingsResponse getAccountSettings(GetAccountSettingsRequest request) {
        return account.settings();
    }

    public CreateFunctionResponse createFunction(CreateFunctionRequest request) {
        return JsonShapes.convert(
                        publishedIf(request.publish(), deployments.create(request)), CreateFunctionResponse.builder())
                .build();
    }

    public GetFunctionResponse getFunction(GetFunctionRequest request) {
        FunctionRef ref = FunctionRef.parse(request.functionName(), request.qualifier());
        FunctionConfiguration configuration = versions.configuration(ref);
        Integer reserved = policies.reserved(ref.name());
        return GetFunctionResponse.builder()
                .configuration(configuration)
                .code(code -> code.repositoryType("S3")
                        .location(links.to(configuration.codeSha256()).orElse(null)))
                .tags(policies.tags(ref.name()))
                .concurrency(
                        reserved == null
                                ? null
                                : Concurrency.builder()
                                        .reservedConcurrentExecutions(reserved)
                                        .build())
                .build();
    }

    public GetFunctionConfigurationResponse getFunctionConfiguration(GetFunctionConfigurationRequest request) {
        return JsonShapes.convert(
                        versions.configuration(FunctionRef.parse(request.functionName(), request.qualifier())),
                        GetFunctionConfigurationResponse.builder())
                .build();
    }

    public UpdateFunctionCodeResponse updateFunctionCode(UpdateFunctionCodeRequest request) {
        return JsonShapes.convert(
                        publishedIf(request.publish(), deployments.updateCode(request)),
                        UpdateFunctionCodeResponse.builder())
                .build();
    }

    public UpdateFunctionConfigurationResponse updateFunctionConfiguration(UpdateFunctionConfigurationRequest request) {
        return JsonShapes.convert(
                        deployments.updateConfiguration(request), UpdateFunctionConfigurationResponse.builder())
                .build();
    }

    public DeleteFunctionResponse deleteFunction(DeleteFunctionRequest request) {
        versions.delete(FunctionRef.parse(request.functionName(), request.qualifier()));
        return DeleteFunctionResponse.builder().statusCode(204).build();
    }

    public ListFunctionsResponse listFunctions(ListFunctionsRequest request) {
        Page<FunctionConfiguration> page = Page.of(versions.latest(), request.marker(), request.maxItems());
        return ListFunctionsResponse.builder()
                .functions(page.items())
                .nextMarker(page.next())
                .build();
    }

    public PublishVersionResponse publishVersion(PublishVersionRequest request) {
        return JsonShapes.convert(versions.publish(request), PublishVersionResponse.builder())
                .build();
    }

    public ListVersionsByFunctionResponse listVersionsByFunction(ListVersionsByFunctionRequest request) {
        Page<FunctionConfiguration> page =
                Page.of(versions.of(FunctionRef.parse(request.functionName())), request.marker(), request.maxItems());
        return ListVersionsByFunctionResponse.builder()
                .versions(page.items())
                .nextMarker(page.next())
                .build();
    }

    public CreateAliasResponse createAlias(CreateAliasRequest request) {
        return JsonShapes.convert(aliases.create(request), CreateAliasResponse.builder())
                .build();
    }

    public GetAliasResponse getAlias(GetAliasRequest request) {
        return JsonShapes.convert(aliases.get(request.functionName(), request.name()), GetAliasResponse.builder())
                .build();
    }

    public UpdateAliasResponse updateAlias(UpdateAliasRequest request) {
        return JsonShapes.convert(aliases.update(request), UpdateAliasResponse.builder())
                .build();
    }

    public DeleteAliasResponse deleteAlias(DeleteAliasRequest request) {
        aliases.delete(request.functionName(), request.name());
        return DeleteAliasResponse.builder().build();
    }

    public ListAliasesResponse listAliases(ListAliasesRequest request) {
        Page<AliasConfiguration> page = Page.of(
                aliases.list(request.functionName(), request.functionVersion()), request.marker(), request.maxItems());
        return ListAliasesResponse.builder()
                .aliases(page.items())
                .nextMarker(page.next())
                .build();
    }

    public AddPermissionResponse addPermission(AddPermissionRequest request) {
        return AddPermissionResponse.builder().statement(policies.add(request)).build();
    }

    public GetPolicyResponse getPolicy(GetPolicyRequest request) {
        FunctionRef ref = FunctionRef.parse(request.functionName(), request.qualifier());
        return GetPolicyResponse.builder()
                .policy(policies.get(ref))
                .revisionId(policies.revision(ref))
                .build();
    }

    public RemovePermissionResponse removePermission(RemovePermissionRequest request) {
        policies.remove(
                FunctionRef.parse(request.functionName(), request.qualifier()),
                request.statementId(),
                request.revisionId());
        return RemovePermissionResponse.builder().build();
    }

    public PutFunctionConcurrencyResponse putFunctionConcurrency(PutFunctionConcurrencyRequest request) {
        policies.reserve(request.functionName(), request.reservedConcurrentExecutions());
        return PutFunctionConcurrencyResponse.builder()
                .reservedConcurrentExecutions(request.reservedConcurrentExecutions())
                .build();
    }

    public GetFunctionConcurrencyResponse getFunctionConcurrency(GetFunctionConcurrencyRequest request) {
        return GetFunctionConcurrencyResponse.builder()
                .reservedConcurrentExecutions(policies.reserved(request.functionName()))
                .build();
    }

    public DeleteFunctionConcurrencyResponse deleteFunctionConcurrency(DeleteFunctionConcurrencyRequest request) {
        policies.reserve(request.functionName(), null);
        return DeleteFunctionConcurrencyResponse.builder().build();
    }

    public TagResourceResponse tagResource(TagResourceRequest request) {
        policies.tag(request.resource(), request.tags(), List.of());
        return TagResourceResponse.builder().build();
    }

    public UntagResourceResponse untagResource(UntagResourceRequest request) {
        policies.tag(request.resource(), Map.of(), request.tagKeys());
        return UntagResourceResponse.builder().build();
    }

    public ListTagsResponse listTags(ListTagsRequest request) {
        return ListTagsResponse.builder()
                .tags(policies.tags(request.resource()))
                .build();
    }

    private FunctionConfiguration publishedIf(@Nullable Boolean asked, FunctionConfiguration latest) {
        return Boolean.TRUE.equals(asked)
                ? versions.publish(PublishVersionRequest.builder()
                        .functionName(latest.functionName())
                        .build())
                : latest;
    }
}
