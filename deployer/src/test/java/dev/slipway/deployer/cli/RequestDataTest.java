package dev.slipway.deployer.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.deployer.ExitCode;
import dev.slipway.deployer.SlipwayException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RequestDataTest {
    @TempDir
    Path folder;

    private byte[] read(String data) {
        RequestData request = new RequestData();
        request.data = data;
        return request.read(folder);
    }

    @Test
    void json_is_taken_as_it_stands_and_from_a_file() throws IOException {
        String json = "{\"inputs\": [1, {\"a\": null}]}";
        Files.writeString(folder.resolve("request.json"), json);

        for (String data : new String[] {json, "request.json", "@request.json"}) {
            assertThat(new String(read(data), StandardCharsets.UTF_8)).isEqualTo(json);
        }
    }

    @Test
    void what_is_no_json_is_refused_here_and_not_quoted() {
        for (String data : new String[] {"{\"inputs\": secret4711", "{\"inputs\": \"secret4711", "{} secret4711"}) {
            assertThatThrownBy(() -> read(data))
                    .as(data)
                    .isInstanceOfSatisfying(
                            SlipwayException.class,
                            e -> assertThat(e.exitCode()).isEqualTo(ExitCode.USAGE))
                    .hasNoCause()
                    .hasMessageStartingWith("the request is no JSON at line 1, column ")
                    .message()
                    .doesNotContain("secret4711");
        }
    }
}
