package dev.slipway.local.apigateway.rest;

import dev.slipway.local.apigateway.wire.Patches;
import dev.slipway.local.apigateway.wire.RequestIds;
import dev.slipway.local.apigateway.wire.Shapes;
import dev.slipway.local.http.AwsError;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.apigateway.model.ApiKeySourceType;
import software.amazon.awssdk.services.apigateway.model.CreateResourceRequest;
import software.amazon.awssdk.services.apigateway.model.CreateResourceResponse;
import software.amazon.awssdk.services.apigateway.model.CreateRestApiRequest;
import software.amazon.awssdk.services.apigateway.model.CreateRestApiResponse;
import software.amazon.awssdk.services.apigateway.model.DeleteResourceRequest;
import software.amazon.awssdk.services.apigateway.model.DeleteResourceResponse;
import software.amazon.awssdk.services.apigateway.model.DeleteRestApiRequest;
import software.amazon.awssdk.services.apigateway.model.DeleteRestApiResponse;
import software.amazon.awssdk.services.apigateway.model.EndpointConfiguration;
import software.amazon.awssdk.services.apigateway.model.EndpointType;
import software.amazon.awssdk.services.apigateway.model.GetResourceRequest;
import software.amazon.awssdk.services.apigateway.model.GetResourceResponse;
import software.amazon.awssdk.services.apigateway.model.GetResourcesRequest;
import software.amazon.awssdk.services.apigateway.model.GetResourcesResponse;
import software.amazon.awssdk.services.apigateway.model.GetRestApiRequest;
import software.amazon.awssdk.services.apigateway.model.GetRestApiResponse;
import software.amazon.awssdk.services.apigateway.model.GetRestApisRequest;
import software.amazon.awssdk.services.apigateway.model.GetRestApisResponse;
import software.amazon.awssdk.services.apigateway.model.Method;
import software.amazon.awssdk.services.apigateway.model.Resource;
import software.amazon.awssdk.services.apigateway.model.RestApi;
import software.amazon.awssdk.services.apigateway.model.UpdateRestApiRequest;
import software.amazon.awssdk.services.apigateway.model.UpdateRestApiResponse;

/** The control plane of REST APIs and their resources, in the SDK's own shapes. Each operation throws {@link AwsError}. */
public final class RestApis {
    private static final Pattern PATH_PART = Pattern.compile("[A-Za-z0-9._:-]+|\\{[A-Za-z0-9._-]+\\+?}");
    private static final Set<String> PATCHED = Set.of(
            "name",
            "description",
            "binaryMediaTypes",
            "disableExecuteApiEndpoint",
            "apiKeySource",
            "minimumCompressionSize",
            "policy");

    private final RestStore store;
    private final Clock clock;

    RestApis(RestStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /** With its root resource, as AWS makes it. */
    public CreateRestApiResponse createRestApi(CreateRestApiRequest request) {
        Refusals.require(request.name(), "name");
        if (request.cloneFrom() != null) {
            throw Refusals.notServed("cloneFrom");
        }
        Resource root = Resource.builder().id(RequestIds.resource(10)).path("/").build();
        RestApi api = Shapes.copy(request, defaults())
                .id(RequestIds.resource(10))
                .rootResourceId(root.id())
                .createdDate(clock.instant().truncatedTo(ChronoUnit.SECONDS))
                .build();
        store.add(new RestState(api, List.of(root), List.of(), List.of(), List.of()));
        return Shapes.copy(api, CreateRestApiResponse.builder()).build();
    }

    public GetRestApiResponse getRestApi(GetRestApiRequest request) {
        return Shapes.copy(store.get(request.restApiId()).api(), GetRestApiResponse.builder())
                .build();
    }

    public GetRestApisResponse getRestApis(GetRestApisRequest request) {
        return GetRestApisResponse.builder()
                .items(store.all().stream().map(RestState::api).toList())
                .build();
    }

    public UpdateRestApiResponse updateRestApi(UpdateRestApiRequest request) {
        RestState changed = store.change(
                request.restApiId(),
                state -> state.with(Patches.apply(state.api().toBuilder(), request.patchOperations(), PATCHED)
                        .build()));
        return Shapes.copy(changed.api(), UpdateRestApiResponse.builder()).build();
    }

    public DeleteRestApiResponse deleteRestApi(DeleteRestApiRequest request) {
        store.delete(request.restApiId());
        return DeleteRestApiResponse.builder().build();
    }

    /** For stacks, whose updates say all that an API shall be. */
    public void replace(String restApiId, CreateRestApiRequest wanted) {
        store.change(
                restApiId,
                state -> state.with(Shapes.copy(wanted, defaults())
                        .id(state.api().id())
                        .rootResourceId(state.api().rootResourceId())
                        .createdDate(state.api().createdDate())
                        .build()));
    }

    public CreateResourceResponse createResource(CreateResourceRequest request) {
        String part = Refusals.require(request.pathPart(), "pathPart");
        if (!PATH_PART.matcher(part).matches()) {
            throw Refusals.bad("Resource's path part only allow a-zA-Z0-9._-: or a valid greedy path variable and curly"
                    + " braces at the beginning and the end.");
        }
        String id = RequestIds.resource(6);
        RestState changed = store.change(request.restApiId(), state -> {
            Resource parent = state.resource(request.parentId());
            refuseUnderGreedy(parent);
            refuseSecond(state, parent, part);
            return state.with(Resource.builder()
                    .id(id)
                    .parentId(parent.id())
                    .pathPart(part)
                    .path(parent.path().equals("/") ? "/" + part : parent.path() + "/" + part)
                    .build());
        });
        return Shapes.copy(changed.resource(id), CreateResourceResponse.builder())
                .build();
    }

    public GetResourceResponse getResource(GetResourceRequest request) {
        Resource resource = store.get(request.restApiId()).resource(request.resourceId());
        return Shapes.copy(shown(resource, request.embed()), GetResourceResponse.builder())
                .build();
    }

    public GetResourcesResponse getResources(GetResourcesRequest request) {
        return GetResourcesResponse.builder()
                .items(store.get(request.restApiId()).resources().stream()
                        .map(resource -> shown(resource, request.embed()))
                        .toList())
                .build();
    }

    /** With all that is below it. */
    public DeleteResourceResponse deleteResource(DeleteResourceRequest request) {
        store.change(request.restApiId(), state -> {
            Resource gone = state.resource(request.resourceId());
            if (gone.parentId() == null) {
                throw Refusals.bad("Root resource cannot be deleted");
            }
            return state.withResources(state.resources().stream()
                    .filter(resource ->
                            !resource.equals(gone) && !resource.path().startsWith(gone.path() + "/"))
                    .toList());
        });
        return DeleteResourceResponse.builder().build();
    }

    private static RestApi.Builder defaults() {
        return RestApi.builder()
                .apiKeySource(ApiKeySourceType.HEADER)
                .disableExecuteApiEndpoint(false)
                .endpointConfiguration(
                        EndpointConfiguration.builder().types(EndpointType.EDGE).build());
    }

    private static void refuseUnderGreedy(Resource parent) {
        if (String.valueOf(parent.pathPart()).endsWith("+}")) {
            throw Refusals.bad("Cannot create a child of a resource with a greedy path variable: " + parent.path());
        }
    }

    private static void refuseSecond(RestState state, Resource parent, String part) {
        for (Resource resource : state.resources()) {
            if (parent.id().equals(resource.parentId())) {
                if (part.equals(resource.pathPart())) {
                    throw Refusals.conflict("Another resource with the same parent already has this name: " + part);
                }
                boolean bothVariables =
                        part.startsWith("{") && resource.pathPart().startsWith("{");
                if (bothVariables && part.endsWith("+}") == resource.pathPart().endsWith("+}")) {
                    throw Refusals.bad("A sibling (" + resource.pathPart() + ") of this resource already has a variable"
                            + " path part -- only one is allowed");
                }
            }
        }
    }

    /** Methods show their names alone unless they are embedded. */
    private static Resource shown(Resource resource, List<String> embed) {
        if (embed.contains("methods") || resource.resourceMethods().isEmpty()) {
            return resource;
        }
        Map<String, Method> names = new TreeMap<>();
        resource.resourceMethods()
                .keySet()
                .forEach(name -> names.put(name, Method.builder().build()));
        return resource.toBuilder().resourceMethods(names).build();
    }
}
