package dev.slipway.local.s3;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The versions of one key, newest first; a marker at the head hides the object. Never changed, only replaced. */
record History(List<StoredObject> versions) {
    static final History NONE = new History(List.of());

    private static final Comparator<StoredObject> NEWEST_FIRST = Comparator.comparingLong(
                    (StoredObject object) -> object.version().sequence())
            .reversed();

    History {
        versions = List.copyOf(versions);
    }

    Optional<StoredObject> head() {
        return versions.stream().findFirst();
    }

    /** What a request without a version sees. */
    Optional<StoredObject> visible() {
        return head().filter(object -> !object.version().marker());
    }

    Optional<StoredObject> find(String id) {
        return versions.stream()
                .filter(object -> object.version().id().equals(id))
                .findFirst();
    }

    /** One of the same id is replaced: there is one version {@code null} at most. */
    History with(StoredObject version) {
        List<StoredObject> all = new ArrayList<>(without(version.version().id()).versions);
        all.add(version);
        all.sort(NEWEST_FIRST);
        return new History(all);
    }

    History without(String id) {
        return new History(versions.stream()
                .filter(object -> !object.version().id().equals(id))
                .toList());
    }
}
