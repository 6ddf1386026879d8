package dev.slipway.deployer.deploy;

import dev.slipway.deployer.ExitCode;
import dev.slipway.deployer.SlipwayException;
import dev.slipway.deployer.project.Project;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The template on this machine, and the code that it names. */
final class TemplateFile {
    private static final Pattern CODE_URI =
            Pattern.compile("(?m)^\\s+CodeUri:\\s*([^\\s#]+\\.(?:jar|zip))\\s*(?:#.*)?$");

    private TemplateFile() {}

    static String read(Project project) {
        Path file = project.template();
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new SlipwayException(
                    ExitCode.FAILED, "cannot read the template " + file + ": " + e, "put template.yaml there", e);
        }
    }

    /** The digest of the packaged code as Lambda gives it; empty when the template names no one file that is there. */
    static Optional<String> codeSha256(Project project) {
        Matcher uri = CODE_URI.matcher(read(project));
        if (!uri.find()) {
            return Optional.empty();
        }
        Path jar = project.template().resolveSibling(uri.group(1));
        return uri.find() || !Files.isRegularFile(jar) ? Optional.empty() : Optional.of(sha256(jar));
    }

    private static String sha256(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            new DigestInputStream(in, digest).transferTo(java.io.OutputStream.nullOutputStream());
            return Base64.getEncoder().encodeToString(digest.digest());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
