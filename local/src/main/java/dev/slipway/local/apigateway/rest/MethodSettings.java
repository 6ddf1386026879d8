package dev.slipway.local.apigateway.rest;

import dev.slipway.local.apigateway.wire.Patches;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.apigateway.model.MethodSetting;
import software.amazon.awssdk.services.apigateway.model.Op;
import software.amazon.awssdk.services.apigateway.model.PatchOperation;

/** A stage's settings by method, and their patches: {@code /{resource}/{method}/throttling/rateLimit}. */
final class MethodSettings {
    private static final Map<String, String> MEMBERS = Map.of(
            "throttling/rateLimit", "throttlingRateLimit",
            "throttling/burstLimit", "throttlingBurstLimit",
            "metrics/enabled", "metricsEnabled",
            "logging/loglevel", "loggingLevel",
            "logging/dataTrace", "dataTraceEnabled");

    private MethodSettings() {}

    /** @param others gets the operations that are not about methods */
    static Map<String, MethodSetting> patched(
            Map<String, MethodSetting> settings, List<PatchOperation> operations, List<PatchOperation> others) {
        Map<String, MethodSetting> changed = new LinkedHashMap<>(settings);
        for (PatchOperation operation : operations) {
            String[] path = Patches.split(operation.path());
            boolean whole = path.length == 3 && operation.op() == Op.REMOVE && changed.containsKey(key(path));
            String member = path.length == 5 ? MEMBERS.get(path[3] + "/" + path[4]) : null;
            if (whole) {
                changed.remove(key(path));
            } else if (member != null) {
                MethodSetting before =
                        changed.getOrDefault(key(path), MethodSetting.builder().build());
                PatchOperation inside = operation.toBuilder().path("/" + member).build();
                changed.put(
                        key(path),
                        Patches.apply(before.toBuilder(), List.of(inside), Set.of(member))
                                .build());
            } else {
                others.add(operation);
            }
        }
        return changed;
    }

    /** In a patch the resource's path begins with a slash, in the settings it does not. */
    private static String key(String[] path) {
        String resource = path[1].startsWith("/") ? path[1].substring(1) : path[1];
        return resource + "/" + path[2];
    }
}
