package dev.slipway.local.s3;

import java.util.Comparator;

/** S3's order of keys: by their bytes in UTF-8, which is by code point, not by Java's chars. */
final class KeyOrder implements Comparator<String> {
    @Override
    public int compare(String a, String b) {
        int common = Math.min(a.length(), b.length());
        for (int i = 0; i < common; i++) {
            char left = a.charAt(i);
            char right = b.charAt(i);
            if (left != right) {
                boolean surrogates = Character.isSurrogate(left) && Character.isSurrogate(right);
                if (surrogates || !Character.isSurrogate(left) && !Character.isSurrogate(right)) {
                    return Character.compare(left, right);
                }
                return Character.isSurrogate(left) ? 1 : -1;
            }
        }
        return Integer.compare(a.length(), b.length());
    }
}
