package dev.slipway.local.s3;

import dev.slipway.local.http.AwsError;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;
import java.util.zip.Checksum;

/** The checksums that S3 verifies on the way in, keeps, and returns when asked. */
enum ChecksumAlgorithm {
    CRC32,
    CRC32C,
    CRC64NVME,
    SHA1,
    SHA256;

    private static final String HEADER = "x-amz-checksum-";

    /** The header and the trailer that carry it. */
    String header() {
        return HEADER + name().toLowerCase(Locale.ROOT);
    }

    /** The element of its XML. */
    String element() {
        return "Checksum" + name();
    }

    /** Whether parts can be checked as one whole; of the others there is only a checksum of the parts' checksums. */
    boolean coversWholeObjects() {
        return this == CRC32 || this == CRC32C || this == CRC64NVME;
    }

    static Optional<ChecksumAlgorithm> ofHeader(String header) {
        return Arrays.stream(values())
                .filter(algorithm -> algorithm.header().equalsIgnoreCase(header))
                .findFirst();
    }

    static ChecksumAlgorithm named(String name) {
        return Arrays.stream(values())
                .filter(algorithm -> algorithm.name().equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow(() -> new AwsError(
                        400,
                        "InvalidRequest",
                        "Checksum algorithm '" + name + "' is unknown; use one of " + Arrays.toString(values())));
    }

    Running start() {
        return switch (this) {
            case CRC32 -> new Cyclic(new CRC32(), 4);
            case CRC32C -> new Cyclic(new CRC32C(), 4);
            case CRC64NVME -> new Cyclic(new Crc64Nvme(), 8);
            case SHA1 -> new Digested(digest("SHA-1"));
            case SHA256 -> new Digested(digest("SHA-256"));
        };
    }

    static MessageDigest digest(String name) {
        try {
            return MessageDigest.getInstance(name);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has " + name, e);
        }
    }

    /** A checksum while its bytes come in. */
    sealed interface Running {
        void update(byte[] bytes, int length);

        byte[] finish();
    }

    private record Cyclic(Checksum checksum, int width) implements Running {
        @Override
        public void update(byte[] bytes, int length) {
            checksum.update(bytes, 0, length);
        }

        @Override
        public byte[] finish() {
            byte[] out = new byte[width];
            long value = checksum.getValue();
            for (int i = width - 1; i >= 0; i--) {
                out[i] = (byte) value;
                value >>>= 8;
            }
            return out;
        }
    }

    private record Digested(MessageDigest digest) implements Running {
        @Override
        public void update(byte[] bytes, int length) {
            digest.update(bytes, 0, length);
        }

        @Override
        public byte[] finish() {
            return digest.digest();
        }
    }
}
