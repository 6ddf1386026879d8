package dev.slipway.local.codec;

import dev.slipway.local.codec.Operations.Operation;
import dev.slipway.local.http.Percent;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.protocols.core.OperationInfo;

/**
 * The way to one operation: an HTTP method and a path with labels.
 *
 * @param segments the path's parts, such as {@code functions} or {@code {FunctionName}}; {@code {Key+}} takes the rest
 */
record Route(String method, List<String> segments, Operation operation) {

    static Route of(Operation operation) {
        OperationInfo binding = operation.binding();
        return new Route(binding.httpMethod().name(), split(binding.requestUri()), operation);
    }

    /** The labels' decoded values, or null when this is another operation's path. */
    @Nullable
    Map<String, String> match(String requestMethod, String rawPath) {
        if (!method.equals(requestMethod)) {
            return null;
        }
        List<String> parts = split(rawPath);
        Map<String, String> labels = new HashMap<>();
        for (int i = 0; i < segments.size(); i++) {
            String segment = segments.get(i);
            if (segment.endsWith("+}") && i < parts.size()) {
                labels.put(
                        segment.substring(1, segment.length() - 2),
                        Percent.decodePath(String.join("/", parts.subList(i, parts.size()))));
                return labels;
            }
            if (i >= parts.size() || !fits(segment, parts.get(i), labels)) {
                return null;
            }
        }
        return parts.size() == segments.size() ? labels : null;
    }

    /** Fixed paths go before those with labels. */
    long labelCount() {
        return segments.stream().filter(segment -> segment.startsWith("{")).count();
    }

    private static boolean fits(String segment, String part, Map<String, String> labels) {
        if (segment.startsWith("{")) {
            labels.put(segment.substring(1, segment.length() - 1), Percent.decodePath(part));
            return !part.isEmpty();
        }
        return segment.equals(part);
    }

    /** Older clients end a collection's path with a slash. */
    private static List<String> split(String path) {
        String bare = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        return List.of(bare.substring(Math.min(1, bare.length())).split("/", -1));
    }
}
