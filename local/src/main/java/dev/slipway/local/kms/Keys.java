package dev.slipway.local.kms;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.slipway.local.files.AtomicFile;
import dev.slipway.local.http.AwsError;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** The account's keys and their aliases, each key a file of its own. */
public final class Keys {
    static final String ACCOUNT = "000000000000";
    private static final String PREFIX = "arn:aws:kms:us-east-1:" + ACCOUNT + ":";
    private static final String ALIASES = "aliases.json";
    private static final String KEY_FILE = ".key.json";
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);

    private final Path folder;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();
    private final Map<String, Key> keys = new TreeMap<>();
    private final Map<String, String> aliases = new TreeMap<>();

    private Keys(Path folder, Clock clock) {
        this.folder = folder;
        this.clock = clock;
    }

    /** Reads back what is in the folder, which becomes its owner's alone. */
    public static Keys in(Path folder, Clock clock) throws IOException {
        if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        }
        Keys read = new Keys(folder, clock);
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(KEY_FILE)).toList()) {
                Key key = JSON.readValue(Files.readAllBytes(file), Key.class);
                read.keys.put(key.id(), key);
            }
        }
        Path named = folder.resolve(ALIASES);
        if (Files.exists(named)) {
            read.aliases.putAll(JSON.readValue(Files.readAllBytes(named), new TypeReference<Map<String, String>>() {}));
        }
        return read;
    }

    /** What a new key is to be. */
    public record Wish(
            String spec, String usage, String description, String policy, Map<String, String> tags, boolean rotates) {
        public Wish {
            tags = Map.copyOf(tags);
        }
    }

    static String keyArn(String id) {
        return PREFIX + "key/" + id;
    }

    static String aliasArn(String alias) {
        return PREFIX + alias;
    }

    static String newId() {
        return UUID.randomUUID().toString();
    }

    /** Makes a key of that id; one that is there already is left as it is, so that an interrupted stack goes on. */
    public synchronized String create(String id, Wish wish) {
        Key there = keys.get(id);
        if (there == null) {
            KeyKind kind = KeyKind.of(wish.spec());
            if (!wish.usage().isEmpty() && !wish.usage().equals(kind.usage())) {
                throw new AwsError(
                        400,
                        "ValidationException",
                        "KeyUsage " + wish.usage() + " is not compatible with KeySpec " + kind);
            }
            KeyKind.Material material = kind.generate(random);
            there = new Key(
                    id,
                    kind,
                    wish.description(),
                    clock.instant().toString(),
                    true,
                    null,
                    wish.rotates(),
                    365,
                    wish.policy().isEmpty() ? defaultPolicy() : wish.policy(),
                    wish.tags(),
                    List.of(Base64.getEncoder().encodeToString(material.secret())),
                    Base64.getEncoder().encodeToString(material.publicKey()));
            put(there);
        }
        return keyArn(there.id());
    }

    private static String defaultPolicy() {
        return "{\"Version\":\"2012-10-17\",\"Id\":\"key-default-1\",\"Statement\":[{\"Sid\":\"Enable IAM User Permissions\","
                + "\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"arn:aws:iam::" + ACCOUNT
                + ":root\"},\"Action\":\"kms:*\",\"Resource\":\"*\"}]}";
    }

    /** The key by its id, its ARN, or an alias of either form. */
    synchronized Key find(String reference) {
        Optional<String> alias = alias(reference);
        String id = alias.isPresent() ? aliases.get(alias.get()) : reference.replace(PREFIX + "key/", "");
        if (alias.isPresent() && id == null) {
            throw new AwsError(400, "NotFoundException", "Alias " + aliasArn(alias.get()) + " is not found.");
        }
        Key key = id == null ? null : keys.get(id);
        if (key != null && key.gone(clock.instant())) {
            remove(key);
            key = null;
        }
        if (key == null) {
            String arn = reference.startsWith("arn:") ? reference : keyArn(reference);
            throw new AwsError(400, "NotFoundException", "Key '" + arn + "' does not exist");
        }
        return key;
    }

    private static Optional<String> alias(String reference) {
        String name = reference.startsWith(PREFIX) ? reference.substring(PREFIX.length()) : reference;
        return Optional.of(name).filter(text -> text.startsWith("alias/"));
    }

    synchronized List<Key> all() {
        Instant now = clock.instant();
        return keys.values().stream().filter(key -> !key.gone(now)).toList();
    }

    /** Alias to the id of its key. */
    synchronized Map<String, String> aliases() {
        return Map.copyOf(aliases);
    }

    synchronized Key change(String reference, UnaryOperator<Key> change) {
        Key changed = change.apply(find(reference));
        put(changed);
        return changed;
    }

    /** Gives a symmetric key a new secret. */
    synchronized Key rotate(String reference) {
        byte[] secret = find(reference).kind().generate(random).secret();
        return change(reference, key -> key.renewed(Base64.getEncoder().encodeToString(secret)));
    }

    /** Changes what a template says of a key. */
    public synchronized void describe(String id, String description, boolean rotates, boolean enabled, String policy) {
        change(
                id,
                key -> key.enabled(enabled)
                        .describedAs(description)
                        .rotating(rotates, key.rotationDays())
                        .under(policy.isEmpty() ? key.policy() : policy));
    }

    /** The key's end is set; until then it is of no use and can be had back. */
    public synchronized Instant scheduleDeletion(String reference, int days) {
        if (days < 7 || days > 30) {
            throw new AwsError(
                    400, "ValidationException", "PendingWindowInDays must be between 7 and 30, and is " + days);
        }
        Key key = find(reference);
        if (key.deletion() != null) {
            throw new AwsError(400, "KMSInvalidStateException", keyArn(key.id()) + " is pending deletion.");
        }
        Instant at = clock.instant().plus(Duration.ofDays(days));
        put(key.deletedAt(at));
        return at;
    }

    /** Names a key; {@code replace} lets an alias that is there name another. */
    public synchronized void name(String alias, String reference, boolean replace) {
        if (!alias.matches("alias/[a-zA-Z0-9/_-]{1,249}") || alias.startsWith("alias/aws/")) {
            throw new AwsError(
                    400,
                    alias.startsWith("alias/aws/") ? "NotAuthorizedException" : "ValidationException",
                    "Alias must begin with 'alias/', consist of letters, digits, / _ - and not begin with alias/aws/");
        }
        Key key = find(reference);
        if (aliases.containsKey(alias) && !replace) {
            throw new AwsError(
                    400, "AlreadyExistsException", "An alias with the name " + aliasArn(alias) + " already exists");
        }
        if (!aliases.containsKey(alias) && replace) {
            throw new AwsError(400, "NotFoundException", "Alias " + aliasArn(alias) + " is not found.");
        }
        aliases.put(alias, key.id());
        writeAliases();
    }

    /** Takes a key's name away; the key stays. */
    public synchronized void unname(String alias) {
        if (aliases.remove(alias) == null) {
            throw new AwsError(400, "NotFoundException", "Alias " + aliasArn(alias) + " is not found.");
        }
        writeAliases();
    }

    private void put(Key key) {
        try {
            // made as a temporary file, which is its owner's alone, and renamed
            AtomicFile.write(folder.resolve(key.id() + KEY_FILE), JSON.writeValueAsBytes(key));
            keys.put(key.id(), key);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void remove(Key key) {
        try {
            Files.deleteIfExists(folder.resolve(key.id() + KEY_FILE));
            keys.remove(key.id());
            if (aliases.values().removeIf(key.id()::equals)) {
                writeAliases();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void writeAliases() {
        try {
            AtomicFile.write(folder.resolve(ALIASES), JSON.writeValueAsBytes(aliases));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
