package dev.slipway.local.apigateway.rest;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import software.amazon.awssdk.services.apigateway.model.Authorizer;
import software.amazon.awssdk.services.apigateway.model.Resource;
import software.amazon.awssdk.services.apigateway.model.RestApi;
import software.amazon.awssdk.services.apigateway.model.Stage;

/** One REST API as its owner made it, in the SDK's shapes. Immutable: a change is another state. */
record RestState(
        RestApi api,
        List<Resource> resources,
        List<Authorizer> authorizers,
        List<Deployed> deployments,
        List<Stage> stages) {
    RestState {
        resources = List.copyOf(resources);
        authorizers = List.copyOf(authorizers);
        deployments = List.copyOf(deployments);
        stages = List.copyOf(stages);
    }

    RestState with(RestApi changed) {
        return new RestState(changed, resources, authorizers, deployments, stages);
    }

    /** With the resource in place of the one that has its id, or as a new one. */
    RestState with(Resource changed) {
        return withResources(put(resources, changed, r -> r.id().equals(changed.id())));
    }

    RestState with(Authorizer changed) {
        return withAuthorizers(put(authorizers, changed, a -> a.id().equals(changed.id())));
    }

    RestState with(Deployed changed) {
        return withDeployments(put(
                deployments,
                changed,
                d -> d.deployment().id().equals(changed.deployment().id())));
    }

    RestState with(Stage changed) {
        return withStages(put(stages, changed, s -> s.stageName().equals(changed.stageName())));
    }

    RestState withResources(List<Resource> changed) {
        return new RestState(api, changed, authorizers, deployments, stages);
    }

    RestState withAuthorizers(List<Authorizer> changed) {
        return new RestState(api, resources, changed, deployments, stages);
    }

    RestState withDeployments(List<Deployed> changed) {
        return new RestState(api, resources, authorizers, changed, stages);
    }

    RestState withStages(List<Stage> changed) {
        return new RestState(api, resources, authorizers, deployments, changed);
    }

    /** The API as it stands now. */
    Snapshot snapshot() {
        return new Snapshot(resources, authorizers, api.binaryMediaTypes());
    }

    Resource resource(String id) {
        return find(resources, r -> r.id().equals(id), "Invalid Resource identifier specified");
    }

    Authorizer authorizer(String id) {
        return find(authorizers, a -> a.id().equals(id), "Invalid Authorizer identifier specified");
    }

    Deployed deployment(String id) {
        return find(deployments, d -> d.deployment().id().equals(id), "Invalid Deployment identifier specified");
    }

    Stage stage(String name) {
        return find(stages, s -> s.stageName().equals(name), "Invalid stage identifier specified");
    }

    private static <T> T find(List<T> items, Predicate<T> wanted, String missing) {
        return items.stream().filter(wanted).findFirst().orElseThrow(() -> Refusals.notFound(missing));
    }

    private static <T> List<T> put(List<T> items, T item, Predicate<T> same) {
        List<T> more = new ArrayList<>(items);
        int at = 0;
        while (at < more.size() && !same.test(more.get(at))) {
            at++;
        }
        if (at < more.size()) {
            more.set(at, item);
        } else {
            more.add(item);
        }
        return more;
    }
}
