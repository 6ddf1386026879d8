package dev.slipway.deployer.cloud.aws;

import dev.slipway.inference.manifest.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;

/** SHA-256 as S3's headers carry it. */
final class Checksums {
    private static final int BUFFER = 1 << 16;

    private Checksums() {}

    static String base64(String hex) {
        return Base64.getEncoder().encodeToString(HexFormat.of().parseHex(hex));
    }

    static String hex(String base64) {
        return HexFormat.of().formatHex(Base64.getDecoder().decode(base64));
    }

    static String base64Of(InputStream bytes) throws IOException {
        return base64(sha256(bytes));
    }

    /** Of everything to the stream's end, in hex. */
    static String sha256(InputStream bytes) throws IOException {
        MessageDigest digest = Digest.newSha256();
        byte[] buffer = new byte[BUFFER];
        for (int read = bytes.read(buffer); read >= 0; read = bytes.read(buffer)) {
            digest.update(buffer, 0, read);
        }
        return HexFormat.of().formatHex(digest.digest());
    }
}
