package dev.slipway.deployer.trust;

import dev.slipway.deployer.ExitCode;
import dev.slipway.deployer.SlipwayException;
import dev.slipway.deployer.cloud.ObjectStore;
import dev.slipway.deployer.cloud.StoredBytes;
import dev.slipway.inference.InferenceException;
import dev.slipway.inference.manifest.ModelKeys;
import dev.slipway.inference.trust.ManifestSignature;
import dev.slipway.inference.trust.SignatureFile;
import dev.slipway.inference.trust.Statement;
import dev.slipway.inference.trust.TrustedSigners;
import dev.slipway.inference.trust.Verdict;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The signatures beside one manifest in the bucket. */
public final class ManifestSignatures {
    private static final int TRIES = 5;

    private final ObjectStore store;
    private final String model;
    private final String digest;
    private final String key;

    public ManifestSignatures(ObjectStore store, String model, String digest) {
        this.store = store;
        this.model = model;
        this.digest = digest;
        this.key = ModelKeys.signature(model, digest);
    }

    /** As the function will judge. */
    public Verdict verdict(TrustedSigners trusted) {
        byte[] file = store.get(key).map(StoredBytes::content).orElse(null);
        return Verdict.of(model, digest, file, trusted);
    }

    /**
     * Adds the signer's signature, if none of the signer is there that counts.
     *
     * @param trusted a signature that is older than its key is trusted for does not count
     * @return false when it was there already
     */
    public boolean add(Signer signer, Instant at, TrustedSigners trusted) {
        for (int tried = 1; ; tried++) {
            Optional<StoredBytes> there = store.get(key);
            SignatureFile file = there.map(this::read).orElseGet(() -> new SignatureFile(List.of()));
            if (file.signatures().stream().anyMatch(signature -> counts(signature, signer, trusted))) {
                return false;
            }
            byte[] signed = file.with(sign(signer, at)).write();
            boolean written = there.isPresent()
                    ? store.replaceIfMatch(key, signed, there.get().etag()).isPresent()
                    : store.putIfAbsent(key, signed).isPresent();
            if (written) {
                return true;
            }
            if (tried == TRIES) {
                throw new SlipwayException(
                        ExitCode.FAILED,
                        "others wrote " + name() + " at the same time, " + TRIES + " times over",
                        "run the same command again");
            }
        }
    }

    private static boolean counts(ManifestSignature signature, Signer signer, TrustedSigners trusted) {
        Instant since = trusted.find(signer.key().fingerprint())
                .map(TrustedSigners.Trusted::since)
                .orElse(Instant.EPOCH);
        return signature.isBy(signer.key()) && !signature.statement().signed().isBefore(since);
    }

    private ManifestSignature sign(Signer signer, Instant at) {
        Statement statement = new Statement(
                model,
                digest,
                signer.name(),
                signer.key().fingerprint(),
                signer.key().algorithm(),
                at.truncatedTo(ChronoUnit.SECONDS));
        ManifestSignature signature = ManifestSignature.of(statement, signer.sign(statement.bytes()));
        if (!signature.isBy(signer.key())) {
            throw new SlipwayException(
                    ExitCode.FAILED,
                    "what the key " + signer.name() + " signed cannot be verified with its own public half",
                    "nothing was written; report it with the kind of the key");
        }
        return signature;
    }

    /** A file that is not this manifest's is not written over: it may be evidence. */
    private SignatureFile read(StoredBytes stored) {
        try {
            SignatureFile file = SignatureFile.read(stored.content());
            if (file.signatures().stream()
                    .map(ManifestSignature::statement)
                    .allMatch(statement -> statement.model().equals(model)
                            && statement.manifest().equals(digest))) {
                return file;
            }
            throw foreign("it is of another manifest", null);
        } catch (InferenceException e) {
            throw foreign(e.getMessage(), e);
        }
    }

    private SlipwayException foreign(String why, @Nullable Throwable cause) {
        SlipwayException refused = new SlipwayException(
                ExitCode.REFUSED,
                name() + " is there and was not written for this manifest: " + why,
                "find out who wrote it, remove it, then run the same command again");
        if (cause != null) {
            refused.initCause(cause);
        }
        return refused;
    }

    private String name() {
        return "s3://" + store.bucket() + "/" + key;
    }
}
