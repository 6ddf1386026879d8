package dev.slipway.deployer.project;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What the embedded cloud says of itself while it runs, in {@code cloud.json}.
 *
 * @param endpoint of all AWS services
 * @param api the front of all APIs
 * @param credentials the file of the credentials that it takes, as the AWS CLI reads it
 */
public record EmbeddedCloudFile(
        long pid, int port, String endpoint, String api, String credentials, String started, String version) {

    public static final String NAME = "cloud.json";

    /** Reads the file; empty when there is none or its process is gone, as after kill -9. */
    public static Optional<EmbeddedCloudFile> ofRunning(Path state) {
        try {
            JsonNode json = new ObjectMapper().readTree(Files.readAllBytes(state.resolve(NAME)));
            EmbeddedCloudFile file = new EmbeddedCloudFile(
                    json.path("pid").asLong(),
                    json.path("port").asInt(),
                    json.path("endpoint").asText(),
                    json.path("api").asText(),
                    json.path("credentials").asText(),
                    json.path("started").asText(),
                    json.path("version").asText());
            return Optional.of(file).filter(EmbeddedCloudFile::alive);
        } catch (IOException e) {
            // No file, or one that no embedded cloud has written: in both cases none is running here.
            return Optional.empty();
        }
    }

    private boolean alive() {
        return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
    }
}
