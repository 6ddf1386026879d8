package dev.slipway.local.lambda.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@EnabledOnOs(OS.LINUX)
class NativeClientTest {
    @TempDir
    Path folder;

    private Path install() throws IOException {
        String option = NativeClient.install(folder).get(0);
        return Path.of(option.substring(option.indexOf('=') + 1));
    }

    @Test
    void unpacks_a_library_that_this_machine_can_load() throws IOException {
        Path library = install();

        assertThat(library).isAbsolute().hasParent(folder.toAbsolutePath());
        System.load(library.toString());
    }

    @Test
    void leaves_the_file_alone_that_running_workers_have_mapped() throws IOException {
        Object mapped = Files.getAttribute(install(), "unix:ino");

        assertThat(Files.getAttribute(install(), "unix:ino"))
                .as("a new file in the old one's place, not new bytes in the old file")
                .isNotEqualTo(mapped);
    }
}
