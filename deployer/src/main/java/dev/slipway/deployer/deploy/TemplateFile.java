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
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

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

    /** What each parameter is when nobody gives it; the template's own tags are left alone. */
    static Map<String, String> defaults(Project project) {
        Map<String, String> defaults = new TreeMap<>();
        LoadSettings settings =
                LoadSettings.builder().setLabel(project.template().toString()).build();
        new Compose(settings)
                .composeString(read(project))
                .flatMap(top -> entry(top, "Parameters"))
                .filter(MappingNode.class::isInstance)
                .map(parameters -> ((MappingNode) parameters).getValue())
                .ifPresent(parameters -> parameters.forEach(parameter -> entry(parameter.getValueNode(), "Default")
                        .ifPresent(value -> defaults.put(text(parameter.getKeyNode()), text(value)))));
        return defaults;
    }

    private static Optional<Node> entry(Node node, String name) {
        if (!(node instanceof MappingNode map)) {
            return Optional.empty();
        }
        return map.getValue().stream()
                .filter(tuple -> text(tuple.getKeyNode()).equals(name))
                .map(NodeTuple::getValueNode)
                .findFirst();
    }

    private static String text(Node node) {
        return node instanceof ScalarNode scalar ? scalar.getValue() : "";
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
