package dev.slipway.inference.trust;

import dev.slipway.inference.InferenceException;
import dev.slipway.inference.trust.TrustedSigners.Trusted;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Whether a manifest is vouched for. */
public sealed interface Verdict permits Verdict.Signed, Verdict.Unsigned, Verdict.Refused {
    /** A trusted key has signed it. */
    record Signed(Statement by) implements Verdict {}

    /** Nobody has signed it. */
    record Unsigned() implements Verdict {}

    /** Somebody has, but not so that it counts; {@code why} goes after "its signature". */
    record Refused(String why) implements Verdict {}

    /**
     * Judges the signatures of a manifest. One of a trusted key is enough, but none may be wrong that says it is of a
     * trusted key, or of another manifest: somebody has put it there.
     *
     * @param digest the digest that the manifest was found to have
     * @param file the signature's file; null where there is none
     */
    static Verdict of(String model, String digest, byte @Nullable [] file, TrustedSigners trusted) {
        if (file == null) {
            return new Unsigned();
        }
        SignatureFile read;
        try {
            read = SignatureFile.read(file);
        } catch (InferenceException e) {
            return new Refused("cannot be read: " + e.getMessage());
        }
        List<String> discounted = new ArrayList<>();
        Optional<Statement> good = Optional.empty();
        for (ManifestSignature signature : read.signatures()) {
            Statement statement = signature.statement();
            Optional<Trusted> by = trusted.find(statement.publicKey());
            Optional<String> wrong = moved(statement, model, digest).or(() -> by.flatMap(key -> wrong(signature, key)));
            if (wrong.isPresent()) {
                return new Refused(wrong.get());
            }
            Optional<String> discount = by.map(key -> early(statement, key)).orElseGet(() -> untrusted(statement));
            discount.ifPresent(discounted::add);
            good = discount.isPresent() ? good : Optional.of(statement);
        }
        if (read.signatures().isEmpty()) {
            return new Unsigned();
        }
        return good.<Verdict>map(Signed::new)
                .orElseGet(() -> new Refused(String.join(", ", discounted) + "; trusted is " + trusted.describe()));
    }

    private static Optional<String> moved(Statement statement, String model, String digest) {
        if (!statement.model().equals(model)) {
            return Optional.of("is of model '" + statement.model() + "', not '" + model + "'");
        }
        return statement.manifest().equals(digest)
                ? Optional.empty()
                : Optional.of("is of the manifest " + statement.manifest() + ", not of " + digest);
    }

    private static Optional<String> wrong(ManifestSignature signature, Trusted by) {
        Statement statement = signature.statement();
        if (statement.algorithm() != by.key().algorithm()) {
            return Optional.of("says the algorithm " + statement.algorithm() + ", but the key " + statement.publicKey()
                    + " signs with " + by.key().algorithm());
        }
        return signature.isBy(by.key())
                ? Optional.empty()
                : Optional.of("does not fit: the key " + statement.publicKey() + " has not signed this statement");
    }

    private static Optional<String> early(Statement statement, Trusted by) {
        return statement.signed().isBefore(by.since())
                ? Optional.of("was made at " + statement.signed() + ", and the key " + statement.publicKey()
                        + " is trusted since " + by.since())
                : Optional.empty();
    }

    private static Optional<String> untrusted(Statement statement) {
        return Optional.of(
                "is by the key " + statement.publicKey() + " (" + statement.signer() + ") that is not trusted");
    }
}
