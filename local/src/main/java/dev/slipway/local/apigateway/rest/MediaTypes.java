package dev.slipway.local.apigateway.rest;

import java.util.List;
import java.util.Locale;

/** Which media types an API takes for bytes: exact ones, {@code image/*} or {@code *}{@code /*}. */
record MediaTypes(List<String> binary) {
    MediaTypes {
        binary = binary.stream().map(type -> type.toLowerCase(Locale.ROOT)).toList();
    }

    /** @param header a Content-Type, or an Accept header whose first type counts */
    boolean isBinary(String header) {
        String first = header.split("[,;]", 2)[0].strip().toLowerCase(Locale.ROOT);
        return binary.stream()
                .anyMatch(type -> type.equals("*/*")
                        || type.equals(first)
                        || (type.endsWith("/*") && first.startsWith(type.substring(0, type.length() - 1))));
    }
}
