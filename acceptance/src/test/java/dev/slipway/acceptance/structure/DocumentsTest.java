package dev.slipway.acceptance.structure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.deployer.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the documents point at is there. */
class DocumentsTest {
    private static final Pattern LINK = Pattern.compile("\\]\\((?!https?:|mailto:)([^)#\\s]*)(#[^)\\s]*)?\\)");
    private static final Pattern TEST = Pattern.compile("`([A-Z]\\w+(?:Test|IT))(?:\\.(\\w+))?`");

    @Test
    void every_link_of_a_document_leads_somewhere() throws IOException {
        List<String> broken = new ArrayList<>();
        for (Path document : documents()) {
            Matcher link = LINK.matcher(Files.readString(document));
            while (link.find()) {
                boolean here = link.group(1).isEmpty();
                Path target =
                        here ? document : document.resolveSibling(link.group(1)).normalize();
                if (!Files.exists(target)
                        || (link.group(2) != null
                                && !anchors(target).contains(link.group(2).substring(1)))) {
                    broken.add(Modules.relative(document) + " -> " + link.group());
                }
            }
        }
        assertThat(broken).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"docs/INVARIANTS.md", "docs/SECURITY.md"})
    void every_test_that_holds_a_promise_exists(String page) throws IOException {
        String sources = Modules.sources().stream().map(DocumentsTest::read).collect(Collectors.joining());
        Matcher named = TEST.matcher(Files.readString(Modules.root().resolve(page)));
        List<String> missing = new ArrayList<>();
        int count = 0;
        while (named.find()) {
            count++;
            boolean classThere = sources.contains("class " + named.group(1) + " ");
            boolean methodThere = named.group(2) == null
                    || sources.contains(" " + named.group(2) + "() {")
                    || sources.contains("void " + named.group(2) + "(");
            if (!classThere || !methodThere) {
                missing.add(named.group());
            }
        }
        assertThat(missing).isEmpty();
        assertThat(count).isPositive();
    }

    @Test
    void every_failing_exit_code_has_its_part_of_the_troubleshooting_page() throws IOException {
        List<String> anchors = anchors(Modules.root().resolve("docs/troubleshooting.md"));
        for (ExitCode code : ExitCode.values()) {
            if (code != ExitCode.OK) {
                assertThat(anchors).contains("exit-" + code.code());
            }
        }
    }

    private static List<Path> documents() throws IOException {
        try (Stream<Path> top = Files.list(Modules.root());
                Stream<Path> docs = Files.walk(Modules.root().resolve("docs"));
                Stream<Path> models = Files.walk(Modules.root().resolve("models"))) {
            return Stream.of(top, docs, models)
                    .flatMap(files -> files)
                    .filter(file -> file.toString().endsWith(".md"))
                    .toList();
        }
    }

    /** The anchors of a page's headings, as its readers make them: lower case, hyphens for blanks, no punctuation. */
    private static List<String> anchors(Path document) throws IOException {
        return Files.readAllLines(document).stream()
                .filter(line -> line.startsWith("#"))
                .map(line -> line.replaceFirst("^#+\\s*", "")
                        .toLowerCase(java.util.Locale.ROOT)
                        .replaceAll("[^a-z0-9 _-]", "")
                        .replace(' ', '-'))
                .toList();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
