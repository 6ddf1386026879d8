package dev.slipway.local.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChecksumAlgorithmTest {
    /** The check values that the catalogue of CRCs gives for "123456789"; of SHA from their standards' tools. */
    @ParameterizedTest
    @CsvSource({
        "CRC32, cbf43926",
        "CRC32C, e3069283",
        "CRC64NVME, ae8b14860a799888",
        "SHA1, f7c3bc1d808e04732adf679965ccc34ca7ae3441"
    })
    void has_the_known_check_value(ChecksumAlgorithm algorithm, String expected) {
        byte[] bytes = "123456789".getBytes(StandardCharsets.US_ASCII);
        ChecksumAlgorithm.Running running = algorithm.start();

        running.update(bytes, bytes.length);

        assertThat(HexFormat.of().formatHex(running.finish())).isEqualTo(expected);
    }
}
