package dev.slipway.local.sigv4;

import dev.slipway.local.identity.Hmac;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The keys that requests are signed with: four HMACs from the secret, done once a day for each scope. */
final class SigningKeys {
    private static final int MOST = 1000;

    private final Map<Of, byte[]> known = new ConcurrentHashMap<>();

    private record Of(String secret, Signature.Scope scope) {}

    byte[] of(String secret, Signature.Scope scope) {
        if (known.size() > MOST) {
            known.clear(); // yesterday's, and those of sessions that are over
        }
        return known.computeIfAbsent(new Of(secret, scope), SigningKeys::derive);
    }

    private static byte[] derive(Of of) {
        byte[] date = Hmac.of(
                ("AWS4" + of.secret()).getBytes(StandardCharsets.UTF_8),
                of.scope().date());
        byte[] region = Hmac.of(date, of.scope().region());
        return Hmac.of(Hmac.of(region, of.scope().service()), of.scope().terminator());
    }
}
