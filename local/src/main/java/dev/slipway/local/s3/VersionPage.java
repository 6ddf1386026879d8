package dev.slipway.local.s3;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;

/**
 * One page of a listing of versions.
 *
 * @param next the key and the version after which the next page begins; empty when this is the last
 */
record VersionPage(List<Entry> entries, List<String> prefixes, Optional<Marker> next) {
    private static final String AFTER_EVERY_KEY = "\uDBFF\uDFFF";

    /** @param latest whether it is what a request without a version sees */
    record Entry(StoredObject object, boolean latest) {}

    /**
     * The place after which a page begins.
     *
     * @param version empty: after all versions of the key
     */
    record Marker(String key, String version) {}

    static VersionPage of(
            NavigableMap<String, History> all, String prefix, String delimiter, Marker marker, int maxKeys) {
        VersionPage page = new VersionPage(new ArrayList<>(), new ArrayList<>(), Optional.empty());
        if (maxKeys == 0) {
            return page;
        }
        Marker last = marker;
        boolean inMarked = !marker.version().isEmpty();
        for (Map.Entry<String, History> at = first(all, prefix, delimiter, marker);
                at != null && at.getKey().startsWith(prefix);
                at = all.higherEntry(bound(last, delimiter))) {
            String key = at.getKey();
            int cut = delimiter.isEmpty() ? -1 : key.indexOf(delimiter, prefix.length());
            if (cut >= 0) {
                if (page.isFull(maxKeys)) {
                    return page.cutAt(last);
                }
                String common = key.substring(0, cut + delimiter.length());
                page.prefixes.add(common);
                last = new Marker(common, "");
                continue;
            }
            boolean skipping = inMarked && key.equals(marker.key());
            List<StoredObject> versions = at.getValue().versions();
            for (int i = 0; i < versions.size(); i++) {
                String id = versions.get(i).version().id();
                if (skipping) {
                    skipping = !id.equals(marker.version());
                    continue;
                }
                if (page.isFull(maxKeys)) {
                    return page.cutAt(last);
                }
                page.entries.add(new Entry(versions.get(i), i == 0));
                last = new Marker(key, id);
            }
        }
        return page;
    }

    private boolean isFull(int maxKeys) {
        return entries.size() + prefixes.size() == maxKeys;
    }

    private VersionPage cutAt(Marker last) {
        return new VersionPage(entries, prefixes, Optional.of(last));
    }

    private static Map.@org.jspecify.annotations.Nullable Entry<String, History> first(
            NavigableMap<String, History> all, String prefix, String delimiter, Marker marker) {
        Map.Entry<String, History> atPrefix = all.ceilingEntry(prefix);
        Map.Entry<String, History> afterMarker;
        if (marker.key().isEmpty()) {
            afterMarker = all.firstEntry();
        } else if (marker.version().isEmpty()) {
            afterMarker = all.higherEntry(bound(marker, delimiter));
        } else {
            afterMarker = all.ceilingEntry(marker.key());
        }
        if (atPrefix == null || afterMarker == null) {
            return null;
        }
        return new KeyOrder().compare(atPrefix.getKey(), afterMarker.getKey()) >= 0 ? atPrefix : afterMarker;
    }

    /** A common prefix stands for every key that begins with it. */
    private static String bound(Marker marker, String delimiter) {
        boolean whole = marker.version().isEmpty()
                && !delimiter.isEmpty()
                && marker.key().endsWith(delimiter);
        return whole ? marker.key() + AFTER_EVERY_KEY : marker.key();
    }
}
