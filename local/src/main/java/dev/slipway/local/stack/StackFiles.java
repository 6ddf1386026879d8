package dev.slipway.local.stack;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.local.files.AtomicFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** The stacks, each in a file of its own: what was kept last is what a restart goes on from. */
final class StackFiles {
    private static final ObjectMapper JSON =
            new ObjectMapper().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
    private static final String SUFFIX = ".json";

    private final Path folder;
    private final Map<String, StackState> stacks = new ConcurrentHashMap<>();

    /** @throws UncheckedIOException when an earlier run's files cannot be read */
    StackFiles(Path folder) {
        this.folder = folder;
        try {
            Files.createDirectories(folder);
            try (Stream<Path> files = Files.list(folder)) {
                for (Path file :
                        files.filter(f -> f.toString().endsWith(SUFFIX)).toList()) {
                    StackState state = JSON.readValue(Files.readAllBytes(file), StackState.class);
                    stacks.put(state.name(), state);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the stacks in " + folder + ": " + e.getMessage(), e);
        }
    }

    Optional<StackState> find(String name) {
        return Optional.ofNullable(stacks.get(name));
    }

    Collection<StackState> all() {
        return stacks.values();
    }

    StackState keep(StackState state) {
        try {
            AtomicFile.write(folder.resolve(state.name() + SUFFIX), JSON.writeValueAsBytes(state));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot keep the stack " + state.name() + ": " + e.getMessage(), e);
        }
        stacks.put(state.name(), state);
        return state;
    }

    void forget(String name) {
        try {
            Files.deleteIfExists(folder.resolve(name + SUFFIX));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot forget the stack " + name + ": " + e.getMessage(), e);
        }
        stacks.remove(name);
    }
}
