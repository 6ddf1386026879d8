package dev.slipway.local.apigateway.http;

import dev.slipway.local.apigateway.auth.Guards;
import dev.slipway.local.http.AwsError;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/** All APIs: what the control plane changes and the data plane serves. A change is on disk before it is served. */
final class ApiStore {
    private final ApiFiles files;
    private final Guards guards;
    private final Clock clock;
    private final Map<String, ServedApi> apis = new ConcurrentHashMap<>();

    /** Reads what an earlier run kept. */
    ApiStore(Path folder, Guards guards, Clock clock) {
        this.guards = guards;
        this.files = new ApiFiles(folder);
        this.clock = clock;
        files.readAll().forEach(state -> apis.put(state.api().apiId(), new ServedApi(state, guards, clock)));
    }

    Optional<ServedApi> find(String apiId) {
        return Optional.ofNullable(apis.get(apiId));
    }

    /** @throws AwsError {@code NotFoundException} */
    ApiState get(String apiId) {
        return find(apiId)
                .map(ServedApi::state)
                .orElseThrow(() -> new AwsError(404, "NotFoundException", "Invalid API identifier specified " + apiId));
    }

    List<ApiState> all() {
        return apis.values().stream()
                .map(ServedApi::state)
                .sorted((a, b) -> a.api().apiId().compareTo(b.api().apiId()))
                .toList();
    }

    synchronized void add(ApiState state) {
        keep(state);
    }

    /** @throws AwsError when there is no such API, or when it could not be served after the change */
    synchronized void change(String apiId, UnaryOperator<ApiState> change) {
        keep(change.apply(get(apiId)));
    }

    synchronized void delete(String apiId) {
        get(apiId);
        files.delete(apiId);
        apis.remove(apiId);
    }

    private void keep(ApiState state) {
        ServedApi served = new ServedApi(state, guards, clock);
        files.write(state);
        apis.put(state.api().apiId(), served);
    }
}
