package dev.slipway.local.apigateway.rest;

import dev.slipway.local.apigateway.auth.Guards;
import dev.slipway.local.http.AwsError;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/** All REST APIs: what the control plane changes and the data plane serves. A change is on disk before it is served. */
final class RestStore {
    private final RestFiles files;
    private final Guards guards;
    private final Clock clock;
    private final Map<String, ServedRest> apis = new ConcurrentHashMap<>();

    /** Reads what an earlier run kept. */
    RestStore(Path folder, Guards guards, Clock clock) {
        this.files = new RestFiles(folder);
        this.guards = guards;
        this.clock = clock;
        files.readAll().forEach(state -> apis.put(state.api().id(), new ServedRest(state, guards, clock)));
    }

    Optional<ServedRest> find(String apiId) {
        return Optional.ofNullable(apis.get(apiId));
    }

    /** @throws AwsError {@code NotFoundException} */
    RestState get(String apiId) {
        return find(apiId)
                .map(ServedRest::state)
                .orElseThrow(() -> Refusals.notFound("Invalid API identifier specified " + apiId));
    }

    List<RestState> all() {
        return apis.values().stream()
                .map(ServedRest::state)
                .sorted((a, b) -> a.api().id().compareTo(b.api().id()))
                .toList();
    }

    synchronized void add(RestState state) {
        keep(state);
    }

    /** @throws AwsError when there is no such API, or when it could not be served after the change */
    synchronized RestState change(String apiId, UnaryOperator<RestState> change) {
        RestState changed = change.apply(get(apiId));
        keep(changed);
        return changed;
    }

    synchronized void delete(String apiId) {
        get(apiId);
        files.delete(apiId);
        apis.remove(apiId);
    }

    private void keep(RestState state) {
        ServedRest served = new ServedRest(state, guards, clock);
        files.write(state);
        apis.put(state.api().id(), served);
    }
}
