package dev.slipway.function;

import dev.slipway.function.fault.FunctionException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** The function's environment, a line {@code NAME=value}; only {@link FunctionException} may come of it. */
public final class ConfigurationFuzz {
    private ConfigurationFuzz() {}

    /** Jazzer's entry; what it lets through is allowed, whatever else is thrown is a finding. */
    public static void fuzzerTestOneInput(byte[] bytes) throws Exception {
        Map<String, String> environment = new HashMap<>();
        new String(bytes, StandardCharsets.UTF_8).lines().forEach(line -> {
            int equals = line.indexOf('=');
            if (equals > 0) {
                environment.put(line.substring(0, equals), line.substring(equals + 1));
            }
        });
        try {
            Configuration.of(environment);
        } catch (FunctionException e) {
            return; // its documented answer to what is wrong
        }
    }
}
