package dev.slipway.deployer.trust;

import dev.slipway.deployer.cloud.ObjectStore;
import dev.slipway.deployer.cloud.StoredBytes;
import dev.slipway.inference.InferenceException;
import dev.slipway.inference.manifest.Digest;
import dev.slipway.inference.manifest.FileEntry;
import dev.slipway.inference.manifest.Manifest;
import dev.slipway.inference.manifest.ManifestJson;
import dev.slipway.inference.manifest.ModelKeys;
import dev.slipway.inference.trust.Statement;
import dev.slipway.inference.trust.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads a model in the bucket from its manifest to the last byte of its files, and says who has signed it. */
public final class ModelAudit {
    private final ObjectStore store;
    private final String model;
    private final String digest;

    /**
     * What was found.
     *
     * @param signature in words: by whom, or what is wrong with it
     * @param by whose signature counts; empty where none does
     * @param files how many were read and are as the manifest says
     * @param problems each a reason not to serve it
     */
    public record Report(
            String model,
            String digest,
            String signature,
            Optional<Statement> by,
            int files,
            long bytes,
            List<String> problems) {
        public Report {
            problems = List.copyOf(problems);
        }

        public boolean good() {
            return problems.isEmpty();
        }
    }

    public ModelAudit(ObjectStore store, String model, String digest) {
        this.store = store;
        this.model = model;
        this.digest = digest;
    }

    public Report run(TrustPolicy policy) {
        List<String> problems = new ArrayList<>();
        Verdict verdict = new ManifestSignatures(store, model, digest).verdict(policy.signers());
        String signature = signature(verdict, policy, problems);
        Optional<Manifest> manifest = manifest(problems);
        List<FileEntry> right = manifest.map(Manifest::files).orElse(List.of()).stream()
                .filter(file -> isRight(file, problems))
                .toList();
        return new Report(
                model,
                digest,
                signature,
                verdict instanceof Verdict.Signed signed ? Optional.of(signed.by()) : Optional.empty(),
                right.size(),
                right.stream().mapToLong(FileEntry::size).sum(),
                problems);
    }

    private static String signature(Verdict verdict, TrustPolicy policy, List<String> problems) {
        if (verdict instanceof Verdict.Signed signed) {
            Statement by = signed.by();
            return "by " + by.signer() + " at " + by.signed() + ", " + by.algorithm() + ", public key "
                    + by.publicKey();
        }
        if (verdict instanceof Verdict.Refused refused) {
            // a stack that trusts nobody judges nobody
            if (!policy.signers().isEmpty()) {
                problems.add("the signature " + refused.why());
            }
            return refused.why();
        }
        if (policy.required()) {
            problems.add("the stack requires signed models, and nobody has signed this one");
        }
        return "none";
    }

    private Optional<Manifest> manifest(List<String> problems) {
        String key = ModelKeys.manifest(model, digest);
        Optional<byte[]> bytes = store.get(key).map(StoredBytes::content);
        if (bytes.isEmpty()) {
            problems.add(key + " is not there");
            return Optional.empty();
        }
        String actual = Digest.sha256(bytes.get());
        if (!actual.equals(digest)) {
            problems.add(key + " has the SHA-256 " + actual + ": it was changed, or is another one");
            return Optional.empty();
        }
        try {
            Manifest manifest = ManifestJson.read(bytes.get());
            if (manifest.model().equals(model)) {
                return Optional.of(manifest);
            }
            problems.add(key + " is of model '" + manifest.model() + "', not '" + model + "'");
        } catch (InferenceException e) {
            problems.add(key + " cannot be read: " + e.getMessage());
        }
        return Optional.empty();
    }

    private boolean isRight(FileEntry file, List<String> problems) {
        String key = ModelKeys.blob(model, file.sha256());
        Optional<String> actual = store.digest(key);
        if (actual.isEmpty()) {
            problems.add("file '" + file.path() + "' is not there: " + key);
        } else if (!actual.get().equals(file.sha256())) {
            problems.add("file '" + file.path() + "' was changed: " + key + " has the SHA-256 " + actual.get());
        }
        return actual.filter(file.sha256()::equals).isPresent();
    }
}
