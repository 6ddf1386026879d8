package dev.slipway.deployer.diff;

import dev.slipway.inference.manifest.BooleanFeature;
import dev.slipway.inference.manifest.CategoryFeature;
import dev.slipway.inference.manifest.Feature;
import dev.slipway.inference.manifest.NumberFeature;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A feature's settings in words; what was not given is not told. */
final class FeatureWords {
    private final List<String> words = new ArrayList<>();

    private FeatureWords() {}

    static String of(Feature feature) {
        FeatureWords words = new FeatureWords();
        if (feature instanceof NumberFeature number) {
            words.words.add("number");
            words.given("impute", number.impute());
            words.given("missing as NaN", number.missingAsNaN() ? "yes" : null);
            words.given("default", number.defaultValue());
            words.given("scale", number.scale());
        } else if (feature instanceof CategoryFeature category) {
            words.words.add("category");
            words.given("of", category.categories());
            words.given("encode", name(category.encode()));
            words.given("unknown", name(category.unknown()));
            words.given("impute", category.impute());
            words.given("default", category.defaultValue());
        } else if (feature instanceof BooleanFeature bool) {
            words.words.add("boolean");
            words.given("impute", bool.impute());
            words.given("default", bool.defaultValue());
        }
        return String.join(", ", words.words);
    }

    private void given(String what, @Nullable Object value) {
        if (value != null) {
            words.add(what + " " + value);
        }
    }

    private static String name(Enum<?> choice) {
        return choice.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
