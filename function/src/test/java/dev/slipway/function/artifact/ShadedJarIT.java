package dev.slipway.function.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is uploaded to Lambda: the two packaged jars, opened. */
class ShadedJarIT {
    private static final long LARGEST = 30L * 1024 * 1024;

    private static Path jar(String classifier) {
        return Path.of(System.getProperty("basedir", "."), "target", "slipway-function-" + classifier + ".jar");
    }

    private static List<String> files(String classifier) throws IOException {
        try (var jar = new JarFile(jar(classifier).toFile())) {
            return jar.stream()
                    .filter(entry -> !entry.isDirectory())
                    .map(JarEntry::getName)
                    .toList();
        }
    }

    @ParameterizedTest
    @CsvSource({"x64, linux-x64", "arm64, linux-aarch64"})
    void carries_the_native_library_of_one_linux_and_of_nothing_else(String classifier, String platform)
            throws IOException {
        assertThat(files(classifier))
                .filteredOn(
                        name -> name.matches(".*\\.(so|dylib|dll|pdb|jnilib|lib)(\\..*)?") || name.contains("/native/"))
                .containsExactlyInAnyOrder(
                        "ai/onnxruntime/native/" + platform + "/libonnxruntime.so",
                        "ai/onnxruntime/native/" + platform + "/libonnxruntime4j_jni.so");
    }

    @ParameterizedTest
    @CsvSource({"x64", "arm64"})
    void is_smaller_than_what_lambda_takes_quickly(String classifier) throws IOException {
        assertThat(Files.size(jar(classifier))).isLessThan(LARGEST);
    }

    @ParameterizedTest
    @CsvSource({"x64", "arm64"})
    void holds_each_entry_once_no_signatures_and_no_build_files(String classifier) throws IOException {
        List<String> names = files(classifier);

        assertThat(new HashSet<>(names)).hasSameSizeAs(names);
        assertThat(names)
                .noneMatch(name -> name.matches("META-INF/[^/]+\\.(SF|DSA|RSA|EC)"))
                .noneMatch(name -> name.startsWith("META-INF/maven/") || name.startsWith("META-INF/versions/"))
                .noneMatch(name -> name.endsWith("module-info.class"));
    }

    @ParameterizedTest
    @CsvSource({"x64", "arm64"})
    void keeps_the_licences_of_what_it_holds(String classifier) throws IOException {
        assertThat(files(classifier))
                .contains(
                        "META-INF/LICENSE",
                        "META-INF/LICENSE.txt",
                        "META-INF/NOTICE",
                        "META-INF/FastDoubleParser-LICENSE",
                        "META-INF/Schubfach-LICENSE",
                        "ThirdPartyNotices.txt");
        try (var jar = new JarFile(jar(classifier).toFile())) {
            assertThat(jar.getInputStream(jar.getEntry("META-INF/LICENSE")))
                    .asString(java.nio.charset.StandardCharsets.UTF_8)
                    .contains("Apache License");
            assertThat(jar.getManifest().getMainAttributes().getValue("Implementation-Version"))
                    .isNotBlank();
        }
    }

    @ParameterizedTest
    @CsvSource({"x64", "arm64"})
    void holds_the_handler_and_no_client_of_the_sdk(String classifier) throws IOException {
        assertThat(files(classifier))
                .contains("dev/slipway/function/Handler.class")
                .noneMatch(name -> name.startsWith("software/amazon/awssdk/services/"))
                .noneMatch(name -> name.startsWith("com/fasterxml/jackson/databind/"));
    }
}
