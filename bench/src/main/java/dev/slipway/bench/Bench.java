package dev.slipway.bench;

import dev.slipway.bench.share.FunctionShare;
import java.io.IOException;
import java.nio.file.Path;

/** Entry. */
public final class Bench {
    private Bench() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        System.out.println(new FunctionShare(Path.of("models/diamonds").toAbsolutePath(), 2000, 2000)
                .measure()
                .markdown());
    }
}
