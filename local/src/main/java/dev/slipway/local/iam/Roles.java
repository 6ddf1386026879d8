package dev.slipway.local.iam;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.local.files.AtomicFile;
import dev.slipway.local.http.AwsError;
import dev.slipway.local.identity.RootKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** The roles and managed policies of the account, each in a file of its own; a change holds from the next request on. */
public final class Roles {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path roleFolder;
    private final Path policyFolder;
    private final SecureRandom random = new SecureRandom();
    private final Map<String, Role> roles = new ConcurrentSkipListMap<>();
    private final Map<String, ManagedPolicy> policies = new ConcurrentSkipListMap<>();
    private volatile long revision;

    private Roles(Path folder) throws IOException {
        this.roleFolder = Files.createDirectories(folder.resolve("roles"));
        this.policyFolder = Files.createDirectories(folder.resolve("policies"));
        for (Role role : read(roleFolder, Role.class)) {
            roles.put(role.name(), role);
        }
        for (ManagedPolicy policy : read(policyFolder, ManagedPolicy.class)) {
            policies.put(policy.arn(), policy);
        }
    }

    public static Roles in(Path folder) throws IOException {
        return new Roles(folder);
    }

    private static <T> List<T> read(Path folder, Class<T> type) throws IOException {
        List<T> all = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".json")).toList()) {
                all.add(JSON.readValue(Files.readAllBytes(file), type));
            }
        }
        return all;
    }

    /** Rises with every change, so that what was concluded from policies can be kept until then. */
    public long revision() {
        return revision;
    }

    public Optional<Role> find(String name) {
        return Optional.ofNullable(roles.get(name));
    }

    public Optional<Role> findByArn(String arn) {
        return roles.values().stream().filter(role -> role.arn().equals(arn)).findFirst();
    }

    public Collection<Role> all() {
        return List.copyOf(roles.values());
    }

    public Optional<ManagedPolicy> policy(String arn) {
        return Optional.ofNullable(policies.get(arn));
    }

    /** What a managed policy says, the account's or one of AWS's. */
    Optional<String> document(String arn) {
        return policy(arn).map(ManagedPolicy::document).or(() -> AwsPolicies.document(arn));
    }

    /** A unique id as IAM gives it. @param prefix {@code AROA} for a role, {@code ANPA} for a policy */
    public String newId(String prefix) {
        return RootKey.randomId(prefix, random);
    }

    /** @throws AwsError {@code MalformedPolicyDocument} when a document is none, {@code NoSuchEntity} for a policy that is not there */
    public synchronized void put(Role role) {
        check(role.trust());
        role.inline().values().forEach(Roles::check);
        for (String arn : role.attached()) {
            if (document(arn).isEmpty()) {
                throw noSuchPolicy(arn);
            }
        }
        write(roleFolder, role.name(), role);
        roles.put(role.name(), role);
        revision++;
    }

    /** @throws AwsError {@code NoSuchEntity} */
    public synchronized void change(String name, UnaryOperator<Role> change) {
        put(change.apply(get(name)));
    }

    /** @throws AwsError {@code NoSuchEntity} */
    public Role get(String name) {
        return find(name)
                .orElseThrow(
                        () -> new AwsError(404, "NoSuchEntity", "The role with name " + name + " cannot be found."));
    }

    public synchronized void putInline(String role, String policy, String document) {
        change(role, known -> {
            Map<String, String> inline = new TreeMap<>(known.inline());
            inline.put(policy, document);
            return known.with(inline, known.attached());
        });
    }

    public synchronized void removeInline(String role, String policy) {
        change(role, known -> {
            Map<String, String> inline = new LinkedHashMap<>(known.inline());
            inline.remove(policy);
            return known.with(inline, known.attached());
        });
    }

    public synchronized void attach(String role, String policyArn) {
        change(
                role,
                known -> known.attached().contains(policyArn)
                        ? known
                        : known.with(
                                known.inline(),
                                Stream.concat(known.attached().stream(), Stream.of(policyArn))
                                        .toList()));
    }

    public synchronized void detach(String role, String policyArn) {
        change(
                role,
                known -> known.with(
                        known.inline(),
                        known.attached().stream()
                                .filter(arn -> !arn.equals(policyArn))
                                .toList()));
    }

    public synchronized void remove(String role) {
        delete(roleFolder, role);
        roles.remove(role);
        revision++;
    }

    public synchronized void put(ManagedPolicy policy) {
        check(policy.document());
        write(policyFolder, policy.name(), policy);
        policies.put(policy.arn(), policy);
        revision++;
    }

    public synchronized void removePolicy(String arn) {
        ManagedPolicy policy = policies.remove(arn);
        if (policy != null) {
            delete(policyFolder, policy.name());
            revision++;
        }
    }

    static AwsError noSuchPolicy(String arn) {
        return new AwsError(
                404,
                "NoSuchEntity",
                "Policy " + arn + " does not exist or is not attachable."
                        + (arn.startsWith("arn:aws:iam::aws:")
                                ? " The embedded cloud has few of AWS's own policies: write the actions down"
                                : ""));
    }

    private static void check(String document) {
        try {
            Policy.parse(document);
        } catch (MalformedPolicy e) {
            throw new AwsError(400, "MalformedPolicyDocument", String.valueOf(e.getMessage()));
        }
    }

    private static void write(Path folder, String name, Object what) {
        try {
            AtomicFile.write(folder.resolve(name + ".json"), JSON.writeValueAsBytes(what));
        } catch (IOException e) {
            throw new UncheckedIOException("IAM's " + name + " cannot be written", e);
        }
    }

    private static void delete(Path folder, String name) {
        try {
            Files.deleteIfExists(Objects.requireNonNull(folder.resolve(name + ".json")));
        } catch (IOException e) {
            throw new UncheckedIOException("IAM's " + name + " cannot be deleted", e);
        }
    }
}
