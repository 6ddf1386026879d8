package dev.slipway.local.s3;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;

/**
 * One page of a listing.
 *
 * @param next where the next page begins; empty when this is the last
 */
record Page(List<StoredObject> objects, List<String> prefixes, Optional<Start> next) {
    private static final String AFTER_EVERY_KEY = "\uDBFF\uDFFF";

    /**
     * The place after which a page begins.
     *
     * @param wholePrefix whether every key that begins with {@code after} has been listed already
     */
    record Start(String after, boolean wholePrefix) {
        String bound() {
            return wholePrefix ? after + AFTER_EVERY_KEY : after;
        }
    }

    static Page of(NavigableMap<String, StoredObject> all, String prefix, String delimiter, Start start, int maxKeys) {
        List<StoredObject> objects = new ArrayList<>();
        List<String> prefixes = new ArrayList<>();
        if (maxKeys == 0) {
            return new Page(objects, prefixes, Optional.empty());
        }
        Start last = start;
        Map.Entry<String, StoredObject> entry = first(all, prefix, start);
        while (entry != null && entry.getKey().startsWith(prefix)) {
            if (objects.size() + prefixes.size() == maxKeys) {
                return new Page(objects, prefixes, Optional.of(last));
            }
            String key = entry.getKey();
            int cut = delimiter.isEmpty() ? -1 : key.indexOf(delimiter, prefix.length());
            if (cut < 0) {
                objects.add(entry.getValue());
                last = new Start(key, false);
            } else {
                String common = key.substring(0, cut + delimiter.length());
                prefixes.add(common);
                last = new Start(common, true);
            }
            entry = all.higherEntry(last.bound());
        }
        return new Page(objects, prefixes, Optional.empty());
    }

    private static Map.@org.jspecify.annotations.Nullable Entry<String, StoredObject> first(
            NavigableMap<String, StoredObject> all, String prefix, Start start) {
        Map.Entry<String, StoredObject> atPrefix = all.ceilingEntry(prefix);
        Map.Entry<String, StoredObject> afterStart =
                start.after().isEmpty() ? all.firstEntry() : all.higherEntry(start.bound());
        if (atPrefix == null || afterStart == null) {
            return null;
        }
        return new KeyOrder().compare(atPrefix.getKey(), afterStart.getKey()) >= 0 ? atPrefix : afterStart;
    }
}
