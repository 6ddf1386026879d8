package dev.slipway.local.logs;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.slipway.local.cloudwatch.MetricSink;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A line in CloudWatch's embedded metric format, read in one pass of a streaming parser: every prediction prints one. A line that is not
 * quite in the format is no metric, as on AWS; it stays a line of the log.
 */
final class EmfLine {
    private static final JsonFactory JSON = new JsonFactory();
    private static final int MOST_VALUES = 100;
    private static final int MOST_DIMENSIONS = 30;
    private static final int MOST_METRICS = 100;

    private final Map<String, double[]> numbers = new HashMap<>();
    private final Map<String, String> texts = new HashMap<>();
    private final List<Directive> directives = new ArrayList<>();
    private long timestamp = -1;

    private record Directive(String namespace, List<List<String>> dimensionSets, Map<String, String> units) {}

    private EmfLine() {}

    /** A cheap look at lines that cannot be in the format, which most are not. */
    static boolean mayBe(String line) {
        return !line.isEmpty() && line.charAt(0) == '{' && line.contains("\"_aws\"");
    }

    /** Reads a line; empty when it is not in the format. */
    static Optional<EmfLine> read(String line) {
        EmfLine emf = new EmfLine();
        try (JsonParser parser = JSON.createParser(line)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return Optional.empty();
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                emf.member(parser, parser.currentName());
            }
            return emf.isComplete() ? Optional.of(emf) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty(); // not JSON: an ordinary line
        }
    }

    private void member(JsonParser parser, String name) throws IOException {
        JsonToken token = parser.nextToken();
        if (name.equals("_aws")) {
            readMetadata(parser, token);
        } else if (token.isNumeric()) {
            numbers.put(name, new double[] {parser.getDoubleValue()});
            texts.put(name, parser.getText());
        } else if (token == JsonToken.VALUE_STRING) {
            texts.put(name, parser.getText());
        } else if (token == JsonToken.START_ARRAY) {
            double @Nullable [] values = numbers(parser);
            if (values != null) {
                numbers.put(name, values);
            }
        } else {
            parser.skipChildren();
        }
    }

    private static double @Nullable [] numbers(JsonParser parser) throws IOException {
        double[] values = new double[8];
        int size = 0;
        boolean onlyNumbers = true;
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            if (!token.isNumeric() || size == MOST_VALUES) {
                onlyNumbers = false;
                parser.skipChildren();
            } else {
                values = size == values.length ? java.util.Arrays.copyOf(values, size * 2) : values;
                values[size++] = parser.getDoubleValue();
            }
        }
        return onlyNumbers ? java.util.Arrays.copyOf(values, size) : null;
    }

    private void readMetadata(JsonParser parser, JsonToken token) throws IOException {
        if (token != JsonToken.START_OBJECT) {
            parser.skipChildren();
            return;
        }
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            JsonToken value = parser.nextToken();
            if (name.equals("Timestamp") && value == JsonToken.VALUE_NUMBER_INT) {
                timestamp = parser.getLongValue();
            } else if (name.equals("CloudWatchMetrics") && value == JsonToken.START_ARRAY) {
                while (parser.nextToken() == JsonToken.START_OBJECT) {
                    directives.add(directive(parser));
                }
            } else {
                parser.skipChildren();
            }
        }
    }

    private static Directive directive(JsonParser parser) throws IOException {
        String namespace = "";
        List<List<String>> sets = List.of(List.of());
        Map<String, String> units = Map.of();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            JsonToken value = parser.nextToken();
            if (name.equals("Namespace") && value == JsonToken.VALUE_STRING) {
                namespace = parser.getText();
            } else if (name.equals("Dimensions") && value == JsonToken.START_ARRAY) {
                sets = dimensionSets(parser);
            } else if (name.equals("Metrics") && value == JsonToken.START_ARRAY) {
                units = metrics(parser);
            } else {
                parser.skipChildren();
            }
        }
        return new Directive(namespace, sets, units);
    }

    private static List<List<String>> dimensionSets(JsonParser parser) throws IOException {
        List<List<String>> sets = new ArrayList<>(2);
        while (parser.nextToken() == JsonToken.START_ARRAY) {
            List<String> set = new ArrayList<>(2);
            while (parser.nextToken() == JsonToken.VALUE_STRING) {
                set.add(parser.getText());
            }
            sets.add(set);
        }
        return sets;
    }

    /** The metrics' names with their units. */
    private static Map<String, String> metrics(JsonParser parser) throws IOException {
        Map<String, String> units = new LinkedHashMap<>();
        while (parser.nextToken() == JsonToken.START_OBJECT) {
            String metric = "";
            String unit = "None";
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                JsonToken value = parser.nextToken();
                if (name.equals("Name") && value == JsonToken.VALUE_STRING) {
                    metric = parser.getText();
                } else if (name.equals("Unit") && value == JsonToken.VALUE_STRING) {
                    unit = parser.getText();
                } else {
                    parser.skipChildren();
                }
            }
            units.put(metric, unit);
        }
        return units;
    }

    private boolean isComplete() {
        return timestamp >= 0
                && !directives.isEmpty()
                && directives.stream()
                        .allMatch(directive -> !directive.namespace().isEmpty()
                                && directive.units().size() <= MOST_METRICS
                                && directive.dimensionSets().stream()
                                        .allMatch(set -> set.size() <= MOST_DIMENSIONS
                                                && texts.keySet().containsAll(set)));
    }

    /** Hands every value to the sink, once for each dimension set. */
    void recordTo(MetricSink sink) {
        for (Directive directive : directives) {
            for (List<String> set : directive.dimensionSets()) {
                Map<String, String> dimensions = new HashMap<>();
                set.forEach(name -> dimensions.put(name, texts.getOrDefault(name, "")));
                directive.units().forEach((name, unit) -> {
                    for (double value : numbers.getOrDefault(name, new double[0])) {
                        sink.record(directive.namespace(), name, dimensions, timestamp, value, unit);
                    }
                });
            }
        }
    }
}
