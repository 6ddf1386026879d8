package dev.slipway.deployer.deploy;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What the steps have found so far, by its type; immutable. */
final class Facts {
    private final Map<Class<?>, Object> facts;

    private Facts(Map<Class<?>, Object> facts) {
        this.facts = facts;
    }

    static Facts none() {
        return new Facts(Map.of());
    }

    <T> Facts with(Class<T> type, T fact) {
        Map<Class<?>, Object> more = new LinkedHashMap<>(facts);
        more.put(type, fact);
        return new Facts(more);
    }

    <T> Optional<T> find(Class<T> type) {
        return Optional.ofNullable(facts.get(type)).map(type::cast);
    }

    /** A fact that a step before must have found; else the steps are in the wrong order. */
    <T> T need(Class<T> type) {
        return find(type)
                .orElseThrow(() -> new IllegalStateException("no step before has found the " + type.getSimpleName()));
    }
}
