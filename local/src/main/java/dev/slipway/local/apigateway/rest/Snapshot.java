package dev.slipway.local.apigateway.rest;

import java.util.List;
import software.amazon.awssdk.services.apigateway.model.Authorizer;
import software.amazon.awssdk.services.apigateway.model.Resource;

/**
 * What a deployment holds fast: changes to any of it are served only after another deployment.
 *
 * @param resources with their methods and integrations
 * @param binaryMediaTypes which bodies are bytes rather than text
 */
record Snapshot(List<Resource> resources, List<Authorizer> authorizers, List<String> binaryMediaTypes) {
    Snapshot {
        resources = List.copyOf(resources);
        authorizers = List.copyOf(authorizers);
        binaryMediaTypes = List.copyOf(binaryMediaTypes);
    }
}
