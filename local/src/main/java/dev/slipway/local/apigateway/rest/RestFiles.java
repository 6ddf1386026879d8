package dev.slipway.local.apigateway.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.local.codec.JsonShapes;
import dev.slipway.local.files.AtomicFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.apigateway.model.Authorizer;
import software.amazon.awssdk.services.apigateway.model.Deployment;
import software.amazon.awssdk.services.apigateway.model.Resource;
import software.amazon.awssdk.services.apigateway.model.RestApi;
import software.amazon.awssdk.services.apigateway.model.Stage;

/** The REST APIs on disk: one JSON file each, in the wire's own names. */
final class RestFiles {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SUFFIX = ".json";

    private final Path folder;

    RestFiles(Path folder) {
        this.folder = folder;
    }

    /** @throws UncheckedIOException naming the folder that cannot be read */
    List<RestState> readAll() {
        List<RestState> found = new ArrayList<>();
        try {
            Files.createDirectories(folder);
            try (Stream<Path> files = Files.list(folder)) {
                for (Path file : files.filter(f -> f.toString().endsWith(SUFFIX))
                        .sorted()
                        .toList()) {
                    found.add(read(JSON.readTree(Files.readAllBytes(file))));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the REST APIs in " + folder + ": " + e.getMessage(), e);
        }
        return found;
    }

    void write(RestState state) {
        ObjectNode root = JSON.createObjectNode();
        root.set("api", JsonShapes.tree(state.api()));
        root.set("resources", array(state.resources()));
        root.set("authorizers", array(state.authorizers()));
        ArrayNode deployments = root.putArray("deployments");
        for (Deployed deployed : state.deployments()) {
            ObjectNode node = deployments.addObject();
            node.set("deployment", JsonShapes.tree(deployed.deployment()));
            node.set("resources", array(deployed.snapshot().resources()));
            node.set("authorizers", array(deployed.snapshot().authorizers()));
            node.set("binaryMediaTypes", JSON.valueToTree(deployed.snapshot().binaryMediaTypes()));
        }
        root.set("stages", array(state.stages()));
        try {
            AtomicFile.write(file(state.api().id()), JSON.writeValueAsBytes(root));
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "cannot keep the REST API " + state.api().id() + ": " + e.getMessage(), e);
        }
    }

    void delete(String apiId) {
        try {
            Files.deleteIfExists(file(apiId));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete the REST API " + apiId + ": " + e.getMessage(), e);
        }
    }

    private Path file(String apiId) {
        return folder.resolve(apiId + SUFFIX);
    }

    private static ArrayNode array(List<? extends SdkPojo> shapes) {
        ArrayNode array = JSON.createArrayNode();
        shapes.forEach(shape -> array.add(JsonShapes.tree(shape)));
        return array;
    }

    private static RestState read(JsonNode root) {
        List<Deployed> deployments = new ArrayList<>();
        root.path("deployments").forEach(node -> deployments.add(deployed(node)));
        return new RestState(
                shape(root.path("api"), RestApi::builder, RestApi.Builder::build),
                list(root.path("resources"), Resource::builder, Resource.Builder::build),
                list(root.path("authorizers"), Authorizer::builder, Authorizer.Builder::build),
                deployments,
                list(root.path("stages"), Stage::builder, Stage.Builder::build));
    }

    private static Deployed deployed(JsonNode node) {
        List<String> binary = new ArrayList<>();
        node.path("binaryMediaTypes").forEach(type -> binary.add(type.asText()));
        return new Deployed(
                shape(node.path("deployment"), Deployment::builder, Deployment.Builder::build),
                new Snapshot(
                        list(node.path("resources"), Resource::builder, Resource.Builder::build),
                        list(node.path("authorizers"), Authorizer::builder, Authorizer.Builder::build),
                        binary));
    }

    private static <B, T> List<T> list(JsonNode array, Supplier<B> builder, Function<B, T> build) {
        List<T> items = new ArrayList<>();
        array.forEach(item -> items.add(shape(item, builder, build)));
        return items;
    }

    private static <B, T> T shape(JsonNode node, Supplier<B> builder, Function<B, T> build) {
        B empty = builder.get();
        JsonShapes.read(node, (SdkPojo) empty);
        return build.apply(empty);
    }
}
