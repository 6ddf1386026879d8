package dev.slipway.inference.trust;

import dev.slipway.inference.InferenceException;
import dev.slipway.inference.InferenceException.Category;
import dev.slipway.inference.json.Fields;
import dev.slipway.inference.json.JsonTree;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The file beside a manifest: its signatures, one of each key. Canonical JSON, and no other bytes are taken for it. */
public record SignatureFile(List<ManifestSignature> signatures) {
    public static final int LARGEST = 64 * 1024;

    private static final int SCHEMA = 1;
    private static final int MOST = 16;
    private static final String WHAT = "the signature's file";
    private static final Map<String, SigningAlgorithm> ALGORITHMS =
            Arrays.stream(SigningAlgorithm.values()).collect(Collectors.toMap(Enum::name, Function.identity()));

    public SignatureFile {
        signatures = List.copyOf(signatures);
    }

    /** The same with a signature more, in place of an older one of the same key. */
    public SignatureFile with(ManifestSignature signature) {
        Stream<ManifestSignature> others = signatures.stream()
                .filter(other -> !other.statement()
                        .publicKey()
                        .equals(signature.statement().publicKey()));
        return new SignatureFile(Stream.concat(others, Stream.of(signature)).toList());
    }

    public byte[] write() {
        return JsonTree.write(Map.of(
                "schema",
                SCHEMA,
                "signatures",
                signatures.stream().map(SignatureFile::tree).toList()));
    }

    private static Map<String, Object> tree(ManifestSignature signature) {
        Statement statement = signature.statement();
        return Map.of(
                "model", statement.model(),
                "manifest", statement.manifest(),
                "signer", statement.signer(),
                "public_key", statement.publicKey(),
                "algorithm", statement.algorithm().name(),
                "signed", statement.signed().toString(),
                "signature", signature.signature());
    }

    /**
     * Reads what {@link #write} wrote; nothing in it is trusted.
     *
     * @throws InferenceException BAD_REQUEST with every problem
     */
    public static SignatureFile read(byte[] json) {
        if (json.length > LARGEST) {
            throw InferenceException.badRequest(WHAT + " is longer than " + LARGEST + " bytes");
        }
        List<String> problems = new ArrayList<>();
        Fields document = Fields.root(JsonTree.read(WHAT, json), problems);
        if (document.integer("schema", 0) != SCHEMA) {
            document.problem("schema", "must be " + SCHEMA + "; a newer one needs a newer Slipway");
        }
        List<ManifestSignature> signatures = new ArrayList<>();
        for (Fields fields : document.mappings("signatures")) {
            ManifestSignature signature = signature(fields);
            fields.end();
            if (signature != null) {
                signatures.add(signature);
            }
        }
        document.end();
        if (signatures.size() > MOST) {
            document.problem("signatures", "are more than " + MOST);
        }
        if (!problems.isEmpty()) {
            throw InferenceException.of(Category.BAD_REQUEST, WHAT, problems);
        }
        SignatureFile file = new SignatureFile(signatures);
        if (!Arrays.equals(file.write(), json)) {
            throw InferenceException.badRequest(WHAT + " is not in its canonical form: it was changed by another hand");
        }
        return file;
    }

    private static @Nullable ManifestSignature signature(Fields fields) {
        SigningAlgorithm algorithm = fields.choice("algorithm", ALGORITHMS, null);
        String model = fields.text("model");
        String manifest = fields.text("manifest");
        String signer = fields.text("signer");
        String publicKey = fields.text("public_key");
        String signed = fields.text("signed");
        String signature = fields.text("signature");
        if (algorithm == null) {
            return null;
        }
        try {
            return new ManifestSignature(
                    new Statement(model, manifest, signer, publicKey, algorithm, Instant.parse(signed)), signature);
        } catch (DateTimeException e) {
            fields.problem("signed", "must be a time such as 2026-11-25T00:00:00Z");
        } catch (IllegalArgumentException e) {
            fields.problem("signature", String.valueOf(e.getMessage()));
        }
        return null;
    }
}
