package dev.slipway.deployer.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.deployer.ExitCode;
import dev.slipway.deployer.SlipwayException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.Signature;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyFileTest {
    @TempDir
    Path folder;

    @Test
    void a_key_comes_back_with_the_same_public_half_and_signs() throws Exception {
        KeyFile made = KeyFile.create(folder.resolve("sub/key.pem"));
        KeyFile read = KeyFile.read(folder.resolve("sub/key.pem"));

        assertThat(read.key()).isEqualTo(made.key());
        assertThat(read.name()).isEqualTo("file:key.pem");
        Signature engine = read.key().algorithm().engine();
        engine.initVerify(made.key().key());
        engine.update(new byte[] {1, 2, 3});
        assertThat(engine.verify(read.sign(new byte[] {1, 2, 3}))).isTrue();
    }

    @Test
    void a_key_is_its_owners_alone_and_never_written_over() throws IOException {
        Path file = folder.resolve("key.pem");
        KeyFile.create(file);
        String before = Files.readString(file);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(before).startsWith("-----BEGIN PRIVATE KEY-----\n").endsWith("-----END PRIVATE KEY-----\n");
        assertThatThrownBy(() -> KeyFile.create(file))
                .isInstanceOfSatisfying(
                        SlipwayException.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.USAGE))
                .hasMessageContaining("a key that signs is not written over");
        assertThat(file).hasContent(before);
    }

    @Test
    void a_key_that_others_can_read_is_refused() throws IOException {
        Path file = folder.resolve("key.pem");
        KeyFile.create(file);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));

        assertThatThrownBy(() -> KeyFile.read(file))
                .isInstanceOf(SlipwayException.class)
                .hasMessageContaining("can be read by others (rw-r-----)")
                .extracting(e -> ((SlipwayException) e).next())
                .asString()
                .contains("chmod 600");
    }

    @Test
    void what_is_no_key_is_refused_without_a_word_of_it() throws IOException {
        Path file = folder.resolve("key.pem");
        Files.writeString(file, "-----BEGIN PRIVATE KEY-----\nSECRETsecret4711\n-----END PRIVATE KEY-----\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));

        assertThatThrownBy(() -> KeyFile.read(file))
                .isInstanceOf(SlipwayException.class)
                .hasNoCause()
                .hasMessageContaining("holds no Ed25519 key as PKCS#8 in PEM")
                .message()
                .doesNotContain("SECRET");
        assertThatThrownBy(() -> KeyFile.read(folder.resolve("none.pem")))
                .isInstanceOf(SlipwayException.class)
                .hasMessageContaining("cannot read the key");
    }

    @Test
    void keys_of_kms_are_told_from_files() {
        for (String reference : new String[] {
            "arn:aws:kms:us-east-1:000000000000:key/1",
            "arn:aws-cn:kms:cn-north-1:000000000000:alias/models",
            "alias/models",
            "1234abcd-12ab-34cd-56ef-1234567890ab",
            "mrk-1234abcd12ab34cd56ef1234567890ab"
        }) {
            assertThat(SigningKeys.isInCloud(reference)).as(reference).isTrue();
        }
        for (String reference :
                new String[] {"key.pem", "./alias.pem", "/etc/arn:aws:kms", ".slipway/signing-key.pem"}) {
            assertThat(SigningKeys.isInCloud(reference)).as(reference).isFalse();
        }
    }
}
