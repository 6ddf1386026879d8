package dev.slipway.function.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;

class S3LocationTest {
    @Test
    void aws_is_addressed_by_the_buckets_own_host() {
        assertThat(new S3Location("b", "eu-central-1", null).object("models/m/x.json"))
                .hasToString("https://b.s3.eu-central-1.amazonaws.com/models/m/x.json");
        assertThat(new S3Location("b", "cn-north-1", null).object("k"))
                .hasToString("https://b.s3.cn-north-1.amazonaws.com.cn/k");
    }

    @Test
    void another_endpoint_is_addressed_by_path() {
        assertThat(new S3Location("b", "r", URI.create("http://127.0.0.1:1/base/")).object("k"))
                .hasToString("http://127.0.0.1:1/base/b/k");
    }

    @Test
    void a_key_is_percent_encoded_but_for_its_slashes() {
        assertThat(new S3Location("b", "r", URI.create("http://h")).object("a b/ü*+~.json"))
                .hasToString("http://h/b/a%20b/%C3%BC%2A%2B~.json");
    }
}
