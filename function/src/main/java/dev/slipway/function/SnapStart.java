package dev.slipway.function;

import dev.slipway.function.event.Event;
import dev.slipway.function.event.EventReader;
import dev.slipway.function.event.Reply;
import dev.slipway.function.logging.JsonLog;
import dev.slipway.function.metrics.Measurement;
import dev.slipway.function.store.Credentials;
import dev.slipway.function.warm.LoadedModel;
import dev.slipway.function.warm.WarmModel;
import dev.slipway.inference.pipeline.GoldenCases;
import dev.slipway.inference.protocol.Identity;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Base64;
import java.util.Map;
import org.crac.Context;
import org.crac.Core;
import org.crac.Resource;

/**
 * Before a snapshot: the model is loaded, and primed with its golden cases, so that what is restored has its classes
 * loaded and its code compiled. After a restore: credentials are fetched anew.
 */
final class SnapStart implements Resource {
    private static final int ROUNDS = 20;

    private final Configuration configuration;
    private final WarmModel warm;
    private final Credentials credentials;
    private final JsonLog log;
    private final EventReader events = new EventReader();

    SnapStart(Configuration configuration, WarmModel warm, Credentials credentials, JsonLog log) {
        this.configuration = configuration;
        this.warm = warm;
        this.credentials = credentials;
        this.log = log;
    }

    /** The runtime keeps no strong reference to a resource: the handler does. */
    void register() {
        Core.getGlobalContext().register(this);
    }

    /** A failure here fails the publishing of the version, which is the right time to learn of it. */
    @Override
    public void beforeCheckpoint(Context<? extends Resource> context) throws IOException {
        if (configuration.release().isEmpty()) {
            return; // the bootstrap version, made by the stack before there is anything to serve
        }
        LoadedModel loaded = warm.get(model -> {});
        int cases = prime(loaded);
        log.info(
                null,
                "model loaded and primed for the snapshot",
                Map.of("model", configuration.model(), "milliseconds", loaded.nanos() / 1_000_000, "cases", cases));
    }

    @Override
    public void afterRestore(Context<? extends Resource> context) {
        credentials.renew();
    }

    private int prime(LoadedModel loaded) throws IOException {
        String golden = loaded.model().manifest().goldenFile();
        if (golden == null) {
            return 0;
        }
        var cases = GoldenCases.read(loaded.directory().resolve(golden));
        for (int round = 0; round < ROUNDS; round++) {
            for (GoldenCases.Case one : cases) {
                prime(one, loaded);
            }
        }
        return cases.size();
    }

    private void prime(GoldenCases.Case one, LoadedModel loaded) throws IOException {
        Event event = events.read(new ByteArrayInputStream(event(one.request())));
        byte[] body = Prediction.predict(
                event.body(), loaded.model(), new Identity(configuration.model(), "prime"), new Measurement(() -> 0));
        event.write(Reply.ok(body), OutputStream.nullOutputStream());
    }

    private static byte[] event(byte[] body) {
        var event = new ByteArrayOutputStream();
        event.writeBytes("""
                {"version":"2.0","rawPath":"/","requestContext":{"http":{"method":"POST"}},"isBase64Encoded":true,"body":\"""".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        event.writeBytes(Base64.getEncoder().encode(body));
        event.writeBytes(new byte[] {'"', '}'});
        return event.toByteArray();
    }
}
