package dev.slipway.local.identity;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The account's root access key, in a file that the AWS CLI and every SDK read. */
public record RootKey(String accessKey, String secret) {
    public static final String FILE = "credentials";

    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final Pattern KEY = Pattern.compile("(?m)^\\s*aws_access_key_id\\s*=\\s*(\\S+)\\s*$");
    private static final Pattern SECRET = Pattern.compile("(?m)^\\s*aws_secret_access_key\\s*=\\s*(\\S+)\\s*$");

    /** Reads the file; makes it, for its owner alone, where there is none. */
    public static RootKey in(Path file) {
        try {
            if (!Files.exists(file)) {
                SecureRandom random = new SecureRandom();
                byte[] secret = new byte[30];
                random.nextBytes(secret);
                write(
                        file,
                        new RootKey(
                                randomId("AKIA", random), Base64.getEncoder().encodeToString(secret)));
            }
            String text = Files.readString(file);
            Matcher key = KEY.matcher(text);
            Matcher secret = SECRET.matcher(text);
            if (!key.find() || !secret.find()) {
                throw new IOException(file + " has no aws_access_key_id and aws_secret_access_key:"
                        + " delete it, and the next start makes new ones");
            }
            return new RootKey(key.group(1), secret.group(1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** An id as AWS gives them: a prefix that says what it is, and 16 characters. */
    public static String randomId(String prefix, SecureRandom random) {
        StringBuilder id = new StringBuilder(prefix);
        for (int i = 0; i < 16; i++) {
            id.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return id.toString();
    }

    private static void write(Path file, RootKey key) throws IOException {
        String ini =
                "# Made by Slipway's embedded cloud at its first start; it signs for that cloud and for nothing else.\n"
                        + "[default]\naws_access_key_id = " + key.accessKey + "\naws_secret_access_key = " + key.secret
                        + "\n";
        OwnerFile.write(file, ini.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return "RootKey[" + accessKey + "]";
    }
}
