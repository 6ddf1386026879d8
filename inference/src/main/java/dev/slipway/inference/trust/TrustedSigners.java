package dev.slipway.inference.trust;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Whose signatures count. Written as base64 public keys with commas between; {@code KEY@TIME} takes what was signed since. */
public record TrustedSigners(List<Trusted> all) {
    public static final TrustedSigners NONE = new TrustedSigners(List.of());

    private static final int MOST = 16;

    /**
     * One key.
     *
     * @param since signatures made before do not count, so that a release that was taken back stays so
     */
    public record Trusted(SignerKey key, Instant since) {}

    public TrustedSigners {
        all = List.copyOf(all);
    }

    /**
     * Reads the list.
     *
     * @throws IllegalArgumentException naming each entry that is wrong by its place, never by its text
     */
    public static TrustedSigners parse(String text) {
        List<Trusted> found = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        String[] entries = text.isBlank() ? new String[0] : text.split(",", -1);
        for (int i = 0; i < entries.length; i++) {
            try {
                found.add(trusted(entries[i].strip()));
            } catch (IllegalArgumentException e) {
                problems.add("key " + (i + 1) + " " + e.getMessage());
            }
        }
        if (entries.length > MOST) {
            problems.add("there are " + entries.length + " keys, " + MOST + " at most are looked at");
        }
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", problems));
        }
        return new TrustedSigners(found);
    }

    private static Trusted trusted(String entry) {
        int at = entry.indexOf('@');
        SignerKey key = SignerKey.of(at < 0 ? entry : entry.substring(0, at));
        try {
            return new Trusted(key, at < 0 ? Instant.EPOCH : Instant.parse(entry.substring(at + 1)));
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("has no time after its @; write it as 2026-11-25T00:00:00Z", e);
        }
    }

    public boolean isEmpty() {
        return all.isEmpty();
    }

    /** The trusted key of that fingerprint. */
    public Optional<Trusted> find(String fingerprint) {
        return all.stream()
                .filter(trusted -> trusted.key().fingerprint().equals(fingerprint))
                .findFirst();
    }

    /** The fingerprints, for messages. */
    String describe() {
        return all.isEmpty()
                ? "no key"
                : all.stream().map(trusted -> trusted.key().fingerprint()).collect(Collectors.joining(", "));
    }
}
