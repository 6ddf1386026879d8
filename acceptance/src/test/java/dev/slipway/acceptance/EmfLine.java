package dev.slipway.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A line in the embedded metric format, held to its specification: what CloudWatch would silently drop is no such line. */
record EmfLine(String requestId, Map<String, Double> metrics, Set<Set<String>> dimensions, JsonNode root) {
    private static final int MOST_METRICS = 100;
    private static final int MOST_DIMENSIONS = 30;

    /** The line's metrics; empty where it is a log line of another kind. */
    static Optional<EmfLine> of(String line) {
        if (!line.startsWith("{") || !line.contains("\"_aws\"")) {
            return Optional.empty();
        }
        JsonNode root = EmbeddedCloud.json(line);
        assertThat(root.at("/_aws/Timestamp").isIntegralNumber()).as(line).isTrue();
        JsonNode directives = root.at("/_aws/CloudWatchMetrics");
        assertThat(directives.size()).as(line).isEqualTo(1);
        JsonNode directive = directives.get(0);
        assertThat(directive.path("Namespace").asText()).isEqualTo("Slipway");
        return Optional.of(new EmfLine(
                root.path("requestId").asText(), metrics(directive, root), dimensions(directive, root), root));
    }

    private static Map<String, Double> metrics(JsonNode directive, JsonNode root) {
        Map<String, Double> metrics = new HashMap<>();
        for (JsonNode metric : directive.path("Metrics")) {
            String name = metric.path("Name").asText();
            assertThat(root.path(name).isNumber()).as("%s in %s", name, root).isTrue();
            assertThat(metric.path("Unit").asText()).isIn("Count", "Milliseconds", "Bytes", "None");
            metrics.put(name, root.path(name).asDouble());
        }
        assertThat(metrics).isNotEmpty().hasSizeLessThanOrEqualTo(MOST_METRICS);
        return metrics;
    }

    private static Set<Set<String>> dimensions(JsonNode directive, JsonNode root) {
        Set<Set<String>> sets = new HashSet<>();
        for (JsonNode set : directive.path("Dimensions")) {
            List<String> names = new ArrayList<>();
            set.forEach(name -> names.add(name.asText()));
            assertThat(names)
                    .hasSizeLessThanOrEqualTo(MOST_DIMENSIONS)
                    .allSatisfy(name -> assertThat(root.path(name).isTextual())
                            .as("%s in %s", name, root)
                            .isTrue());
            sets.add(Set.copyOf(names));
        }
        return sets;
    }

    String dimension(String name) {
        return root.path(name).asText();
    }

    double metric(String name) {
        Double value = metrics.get(name);
        assertThat(value).as("%s in %s", name, root).isNotNull();
        return value;
    }
}
