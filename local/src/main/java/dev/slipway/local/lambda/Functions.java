package dev.slipway.local.lambda;

import dev.slipway.local.http.AwsError;
import software.amazon.awssdk.services.lambda.model.AddPermissionRequest;
import software.amazon.awssdk.services.lambda.model.AddPermissionResponse;
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

    public CreateFunctionResponse createFunction(CreateFunctionRequest request) {
        throw notYet();
    }

    public GetFunctionResponse getFunction(GetFunctionRequest request) {
        throw notYet();
    }

    public GetFunctionConfigurationResponse getFunctionConfiguration(GetFunctionConfigurationRequest request) {
        throw notYet();
    }

    public UpdateFunctionCodeResponse updateFunctionCode(UpdateFunctionCodeRequest request) {
        throw notYet();
    }

    public UpdateFunctionConfigurationResponse updateFunctionConfiguration(UpdateFunctionConfigurationRequest request) {
        throw notYet();
    }

    public DeleteFunctionResponse deleteFunction(DeleteFunctionRequest request) {
        throw notYet();
    }

    public ListFunctionsResponse listFunctions(ListFunctionsRequest request) {
        throw notYet();
    }

    public PublishVersionResponse publishVersion(PublishVersionRequest request) {
        throw notYet();
    }

    public ListVersionsByFunctionResponse listVersionsByFunction(ListVersionsByFunctionRequest request) {
        throw notYet();
    }

    public CreateAliasResponse createAlias(CreateAliasRequest request) {
        throw notYet();
    }

    public GetAliasResponse getAlias(GetAliasRequest request) {
        throw notYet();
    }

    public UpdateAliasResponse updateAlias(UpdateAliasRequest request) {
        throw notYet();
    }

    public DeleteAliasResponse deleteAlias(DeleteAliasRequest request) {
        throw notYet();
    }

    public ListAliasesResponse listAliases(ListAliasesRequest request) {
        throw notYet();
    }

    public AddPermissionResponse addPermission(AddPermissionRequest request) {
        throw notYet();
    }

    public GetPolicyResponse getPolicy(GetPolicyRequest request) {
        throw notYet();
    }

    public RemovePermissionResponse removePermission(RemovePermissionRequest request) {
        throw notYet();
    }

    public PutFunctionConcurrencyResponse putFunctionConcurrency(PutFunctionConcurrencyRequest request) {
        throw notYet();
    }

    public GetFunctionConcurrencyResponse getFunctionConcurrency(GetFunctionConcurrencyRequest request) {
        throw notYet();
    }

    public DeleteFunctionConcurrencyResponse deleteFunctionConcurrency(DeleteFunctionConcurrencyRequest request) {
        throw notYet();
    }

    public TagResourceResponse tagResource(TagResourceRequest request) {
        throw notYet();
    }

    public UntagResourceResponse untagResource(UntagResourceRequest request) {
        throw notYet();
    }

    public ListTagsResponse listTags(ListTagsRequest request) {
        throw notYet();
    }

    private static AwsError notYet() {
        return new AwsError(501, "NotImplemented", "Not there yet");
    }
}
