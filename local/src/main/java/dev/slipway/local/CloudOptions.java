package dev.slipway.local;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How an embedded cloud is started.
 *
 * @param port where it listens on 127.0.0.1; 0 takes a free port
 * @param state the folder for everything it remembers
 * @param project the folder against which a template's relative paths are resolved
 * @param maxWorkers how many function processes may live at once
 * @param jwks where the keys of token issuers are: a JWKS document's URL or file by issuer
 */
record CloudOptions(int port, Path state, Path project, int maxWorkers, Map<String, String> jwks) {
    static final String USAGE =
            "usage: --port N (0 = free) --state DIR --project DIR [--max-workers 8] [--jwks ISSUER=URL|FILE]...";

    CloudOptions {
        state = state.toAbsolutePath().normalize();
        project = project.toAbsolutePath().normalize();
        jwks = Map.copyOf(jwks);
    }

    /** @throws IllegalArgumentException naming every problem at once */
    static CloudOptions parse(String... args) {
        int port = 0;
        int maxWorkers = 8;
        Path state = Path.of(".slipway/local");
        Path project = Path.of(".");
        Map<String, String> jwks = new HashMap<>();
        List<String> problems = new ArrayList<>();
        for (int i = 0; i < args.length; i += 2) {
            String value = i + 1 < args.length ? args[i + 1] : "";
            switch (args[i]) {
                case "--port" -> port = number(args[i], value, 0, 65535, problems);
                case "--max-workers" -> maxWorkers = number(args[i], value, 1, 1000, problems);
                case "--state" -> state = Path.of(value);
                case "--project" -> project = Path.of(value);
                case "--jwks" -> jwks(value, jwks, problems);
                default -> problems.add("unknown option " + args[i]);
            }
            if (value.isEmpty()) {
                problems.add(args[i] + " needs a value");
            }
        }
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", problems) + ". " + USAGE);
        }
        return new CloudOptions(port, state, project, maxWorkers, jwks);
    }

    private static void jwks(String value, Map<String, String> jwks, List<String> problems) {
        int equals = value.indexOf('=');
        if (equals > 0 && equals < value.length() - 1) {
            String location = value.substring(equals + 1);
            boolean isUrl = location.startsWith("https://") || location.startsWith("http://");
            jwks.put(
                    value.substring(0, equals),
                    isUrl ? location : Path.of(location).toAbsolutePath().toString());
        } else {
            problems.add("--jwks must be ISSUER=URL or ISSUER=FILE, not '" + value + "'");
        }
    }

    private static int number(String option, String value, int least, int most, List<String> problems) {
        try {
            int number = Integer.parseInt(value);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Told below, with the range.
        }
        problems.add(option + " must be a number from " + least + " to " + most + ", not '" + value + "'");
        return least;
    }
}
