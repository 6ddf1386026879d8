package dev.slipway.hostile.poison;

import dev.slipway.hostile.onnx.Message;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;

/**
 * One hostile bundle.
 *
 * @param name what it tries, in kebab case
 * @param verdict what must come of it
 * @param words all of which the message must say
 */
public record Poison(String name, Verdict verdict, List<String> words, Recipe recipe) {
    /** What a check makes of a bundle. */
    public enum Verdict {
        /** It never gets anywhere. */
        REFUSED,
        /** It looks odd and does no harm: it may be deployed. */
        ACCEPTED
    }

    /** Makes the poison out of a bundle that is in order. */
    @FunctionalInterface
    public interface Recipe {
        void spoil(Path bundle) throws IOException;
    }

    public Poison {
        words = List.copyOf(words);
    }

    static Poison refused(String name, byte[] model, String... words) {
        return refused(name, bundle -> Files.write(model(bundle), model), words);
    }

    /** Of a model that is too large to be kept. */
    static Poison large(String name, Supplier<byte[]> model, String... words) {
        return refused(name, bundle -> Files.write(model(bundle), model.get()), words);
    }

    static Poison refused(String name, Message model, String... words) {
        return refused(name, model.toBytes(), words);
    }

    static Poison refused(String name, Recipe recipe, String... words) {
        return new Poison(name, Verdict.REFUSED, List.of(words), recipe);
    }

    static Poison accepted(String name, byte[] model) {
        return new Poison(name, Verdict.ACCEPTED, List.of(), bundle -> Files.write(model(bundle), model));
    }

    static Path model(Path bundle) {
        return bundle.resolve("model.onnx");
    }

    /** Writes the bundle into an empty folder. */
    public void write(Path bundle) throws IOException {
        Basis.write(bundle);
        recipe.spoil(bundle);
    }

    @Override
    public String toString() {
        return name;
    }
}
