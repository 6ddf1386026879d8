package dev.slipway.local.apigateway.http;

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
import software.amazon.awssdk.services.apigatewayv2.model.Api;
import software.amazon.awssdk.services.apigatewayv2.model.Authorizer;
import software.amazon.awssdk.services.apigatewayv2.model.Integration;
import software.amazon.awssdk.services.apigatewayv2.model.Route;
import software.amazon.awssdk.services.apigatewayv2.model.Stage;

/** The APIs on disk: one JSON file each, in the wire's own names. */
final class ApiFiles {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SUFFIX = ".json";

    private final Path folder;

    ApiFiles(Path folder) {
        this.folder = folder;
    }

    /** @throws UncheckedIOException naming the file that cannot be read */
    List<ApiState> readAll() {
        List<ApiState> found = new ArrayList<>();
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
            throw new UncheckedIOException("cannot read the APIs in " + folder + ": " + e.getMessage(), e);
        }
        return found;
    }

    void write(ApiState state) {
        ObjectNode root = JSON.createObjectNode();
        root.set("api", JsonShapes.tree(state.api()));
        root.set("integrations", array(state.integrations()));
        root.set("authorizers", array(state.authorizers()));
        root.set("routes", array(state.routes()));
        root.set("stages", array(state.stages()));
        try {
            AtomicFile.write(file(state.api().apiId()), JSON.writeValueAsBytes(root));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot keep the API " + state.api().apiId() + ": " + e.getMessage(), e);
        }
    }

    void delete(String apiId) {
        try {
            Files.deleteIfExists(file(apiId));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete the API " + apiId + ": " + e.getMessage(), e);
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

    private static ApiState read(JsonNode root) {
        Api.Builder api = Api.builder();
        JsonShapes.read(root.path("api"), (SdkPojo) api);
        return new ApiState(
                api.build(),
                list(root.path("integrations"), Integration::builder, Integration.Builder::build),
                list(root.path("authorizers"), Authorizer::builder, Authorizer.Builder::build),
                list(root.path("routes"), Route::builder, Route.Builder::build),
                list(root.path("stages"), Stage::builder, Stage.Builder::build));
    }

    private static <B, T> List<T> list(JsonNode array, Supplier<B> builder, Function<B, T> build) {
        List<T> items = new ArrayList<>();
        array.forEach(item -> {
            B empty = builder.get();
            JsonShapes.read(item, (SdkPojo) empty);
            items.add(build.apply(empty));
        });
        return items;
    }
}
