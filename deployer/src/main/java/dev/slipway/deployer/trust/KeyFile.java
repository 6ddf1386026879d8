package dev.slipway.deployer.trust;

import dev.slipway.deployer.ExitCode;
import dev.slipway.deployer.SlipwayException;
import dev.slipway.inference.trust.SignerKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.EdECPrivateKey;
import java.security.spec.NamedParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumSet;
import java.util.Set;

/**
 * An Ed25519 key in a file: PKCS#8 in PEM, its owner's alone. The file holds the private half, from which the public one
 * follows; neither is ever printed with the other.
 */
public final class KeyFile implements Signer {
    private static final String BEGIN = "-----BEGIN PRIVATE KEY-----";
    private static final String END = "-----END PRIVATE KEY-----";
    private static final Set<PosixFilePermission> OWNER =
            EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
    private static final int LARGEST = 8 * 1024;

    private final Path file;
    private final PrivateKey secret;
    private final SignerKey key;

    private KeyFile(Path file, PrivateKey secret, SignerKey key) {
        this.file = file;
        this.secret = secret;
        this.key = key;
    }

    /** Makes a key where there is no file yet; one that is there is never written over. */
    public static KeyFile create(Path file) {
        try {
            KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
            byte[] pkcs8 = pair.getPrivate().getEncoded();
            String pem = BEGIN + "\n"
                    + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(pkcs8) + "\n" + END + "\n";
            Path folder = file.toAbsolutePath().getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            write(file, pem.getBytes(StandardCharsets.US_ASCII));
            return new KeyFile(
                    file, pair.getPrivate(), SignerKey.of(pair.getPublic().getEncoded()));
        } catch (FileAlreadyExistsException e) {
            throw new SlipwayException(
                    ExitCode.USAGE,
                    "there is a file " + file + " already, and a key that signs is not written over",
                    "use it, or name another file",
                    e);
        } catch (IOException e) {
            throw new SlipwayException(
                    ExitCode.FAILED, "cannot write the key " + file + ": " + reason(e), "name a file that can be", e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK since 15 makes Ed25519 keys", e);
        }
    }

    /** With its permissions from the first byte on, where the file system knows any. */
    private static void write(Path file, byte[] pem) throws IOException {
        Set<StandardOpenOption> options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        FileAttribute<?>[] attributes =
                file.getFileSystem().supportedFileAttributeViews().contains("posix")
                        ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNER)}
                        : new FileAttribute<?>[0];
        try (var channel = Files.newByteChannel(file, options, attributes)) {
            var buffer = java.nio.ByteBuffer.wrap(pem);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
        }
    }

    /** Reads a key; a file that others can read is refused, as its key may be theirs already. */
    public static KeyFile read(Path file) {
        byte[] pem = bytes(file);
        try {
            String text = new String(pem, StandardCharsets.US_ASCII).strip();
            if (!text.startsWith(BEGIN) || !text.endsWith(END)) {
                throw new IllegalArgumentException("no PEM of a private key");
            }
            String body = text.substring(BEGIN.length(), text.length() - END.length());
            byte[] pkcs8 = Base64.getMimeDecoder().decode(body);
            PrivateKey secret = KeyFactory.getInstance("Ed25519").generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
            return new KeyFile(file, secret, publicHalf(secret));
        } catch (IllegalArgumentException | GeneralSecurityException e) {
            // without the cause: its words may quote the key
            throw new SlipwayException(
                    ExitCode.USAGE,
                    "the file " + file + " holds no Ed25519 key as PKCS#8 in PEM",
                    "make one: ./slipway key create, or openssl genpkey -algorithm ed25519; keys in KMS are named by ARN"
                            + " or alias/…");
        } finally {
            Arrays.fill(pem, (byte) 0);
        }
    }

    private static byte[] bytes(Path file) {
        try {
            if (Files.size(file) > LARGEST) {
                throw new SlipwayException(
                        ExitCode.USAGE, "the file " + file + " is too long to be a key", "name the key's file");
            }
            if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                Set<PosixFilePermission> others = EnumSet.copyOf(Files.getPosixFilePermissions(file));
                others.removeAll(PosixFilePermissions.fromString("rwx------"));
                if (!others.isEmpty()) {
                    throw new SlipwayException(
                            ExitCode.USAGE,
                            "the key " + file + " can be read by others ("
                                    + PosixFilePermissions.toString(Files.getPosixFilePermissions(file)) + ")",
                            "chmod 600 " + file + ", and make a new key if others may have read it");
                }
            }
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new SlipwayException(
                    ExitCode.USAGE,
                    "cannot read the key " + file + ": " + reason(e),
                    Files.exists(file, LinkOption.NOFOLLOW_LINKS)
                            ? "make it readable for you alone"
                            : "make one: ./slipway key create " + file + "; keys in KMS are named by ARN or alias/…",
                    e);
        }
    }

    private static String reason(IOException e) {
        return e instanceof FileSystemException at && at.getReason() != null
                ? at.getReason()
                : e.getClass().getSimpleName();
    }

    /**
     * The JDK computes the public half only when it makes a pair, and takes the secret from its source of randomness: given
     * the secret, it makes the pair again.
     */
    private static SignerKey publicHalf(PrivateKey secret) throws GeneralSecurityException {
        byte[] seed = ((EdECPrivateKey) secret).getBytes().orElseThrow();
        KeyPairGenerator generator = KeyPairGenerator.getInstance("Ed25519");
        generator.initialize(NamedParameterSpec.ED25519, new SecureRandom() {
            private static final long serialVersionUID = 1L;

            @Override
            public void nextBytes(byte[] bytes) {
                System.arraycopy(seed, 0, bytes, 0, bytes.length);
            }
        });
        SignerKey half = SignerKey.of(generator.generateKeyPair().getPublic().getEncoded());
        Arrays.fill(seed, (byte) 0);
        return half;
    }

    /** The file's name alone: its folder is nobody else's business. */
    @Override
    public String name() {
        return "file:" + file.getFileName();
    }

    @Override
    public SignerKey key() {
        return key;
    }

    @Override
    public byte[] sign(byte[] message) {
        try {
            Signature engine = key.algorithm().engine();
            engine.initSign(secret);
            engine.update(message);
            return engine.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a key that was read can sign", e);
        }
    }
}
