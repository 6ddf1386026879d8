package dev.slipway.local.lambda.control;

import dev.slipway.local.files.AtomicFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** The functions, one file each. A change is on disk before it is seen, and seen before it is acknowledged. */
public final class FunctionStore {
    private static final String SUFFIX = ".json";

    private final Path folder;
    private final Map<String, FunctionState> functions = new ConcurrentSkipListMap<>();

    private FunctionStore(Path folder) {
        this.folder = folder;
    }

    /** Reads what an earlier cloud left in the folder. */
    public static FunctionStore open(Path folder) throws IOException {
        FunctionStore store = new FunctionStore(Files.createDirectories(folder));
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(FunctionStore::isState).toList()) {
                FunctionState state = FunctionStateJson.read(Files.readAllBytes(file));
                store.functions.put(state.name(), state);
            }
        }
        return store;
    }

    private static boolean isState(Path file) {
        String name = file.getFileName().toString();
        return name.endsWith(SUFFIX) && !name.startsWith(".");
    }

    public Optional<FunctionState> find(String name) {
        return Optional.ofNullable(functions.get(name));
    }

    /** @throws dev.slipway.local.http.AwsError ResourceNotFoundException */
    public FunctionState get(FunctionRef ref) {
        return find(ref.name()).orElseThrow(() -> Refusals.functionNotFound(ref));
    }

    List<FunctionState> all() {
        return List.copyOf(functions.values());
    }

    /** Whether any version of any function runs this code. */
    public boolean usesCode(String sha256) {
        return functions.values().stream().anyMatch(state -> state.uses(sha256));
    }

    synchronized void add(FunctionState state) {
        if (functions.containsKey(state.name())) {
            throw Refusals.conflict("Function already exist: " + state.name());
        }
        save(state);
    }

    /** Replaces a function's state by what {@code change} makes of it; a refusal changes nothing. */
    synchronized FunctionState update(FunctionRef ref, UnaryOperator<FunctionState> change) {
        FunctionState before = get(ref);
        FunctionState after = change.apply(before);
        if (!after.equals(before)) {
            save(after);
        }
        return after;
    }

    synchronized void remove(FunctionRef ref) {
        get(ref);
        try {
            Files.deleteIfExists(file(ref.name()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        functions.remove(ref.name());
    }

    private void save(FunctionState state) {
        try {
            AtomicFile.write(file(state.name()), FunctionStateJson.write(state));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        functions.put(state.name(), state);
    }

    private Path file(String name) {
        return folder.resolve(name + SUFFIX);
    }
}
