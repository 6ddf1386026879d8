package dev.slipway.local.apigateway.auth;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.local.files.AtomicFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Where the keys of issuers are that the machine cannot reach: told at a start, remembered for the next. */
public final class KeyLocations {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<TreeMap<String, String>> STRINGS = new TypeReference<>() {};

    private final Map<String, String> byIssuer;

    private KeyLocations(Map<String, String> byIssuer) {
        this.byIssuer = Map.copyOf(byIssuer);
    }

    /**
     * @param told a JWKS document's URL or file by issuer; added to what earlier starts were told
     * @throws IOException naming the file that cannot be read or written
     */
    public static KeyLocations remember(Path folder, Map<String, String> told) throws IOException {
        Path file = folder.resolve("jwks-locations");
        TreeMap<String, String> all =
                Files.exists(file) ? JSON.readValue(Files.readAllBytes(file), STRINGS) : new TreeMap<>();
        if (!told.isEmpty()) {
            all.putAll(told);
            AtomicFile.write(file, JSON.writeValueAsBytes(all));
        }
        return new KeyLocations(all);
    }

    Optional<String> of(String issuer) {
        return Optional.ofNullable(byIssuer.get(issuer));
    }
}
