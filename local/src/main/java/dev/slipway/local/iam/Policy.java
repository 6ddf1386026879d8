package dev.slipway.local.iam;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A policy document. */
record Policy(List<Statement> statements) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MOST_KNOWN = 500;
    private static final Map<String, Policy> KNOWN = new ConcurrentHashMap<>();

    /** @throws MalformedPolicy when it is none */
    static Policy parse(String json) {
        if (KNOWN.size() > MOST_KNOWN) {
            KNOWN.clear();
        }
        return KNOWN.computeIfAbsent(json, Policy::read);
    }

    private static Policy read(String json) {
        JsonNode document;
        try {
            document = JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new MalformedPolicy("Syntax errors in policy.");
        }
        JsonNode statements = document.path("Statement");
        if (!document.isObject() || statements.isMissingNode()) {
            throw new MalformedPolicy("Syntax errors in policy.");
        }
        List<Statement> read = new ArrayList<>();
        if (statements.isArray()) {
            statements.forEach(statement -> read.add(Statement.of(statement)));
        } else {
            read.add(Statement.of(statements));
        }
        return new Policy(List.copyOf(read));
    }

    boolean allows(String action, String resource, Circumstances request) {
        return statements.stream()
                .anyMatch(statement -> statement.allows() && statement.covers(action, resource, request));
    }

    boolean denies(String action, String resource, Circumstances request) {
        return statements.stream()
                .anyMatch(statement -> !statement.allows() && statement.covers(action, resource, request));
    }
}
