package dev.slipway.local.lambda.worker;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/**
 * What a worker prints. It is read without ever blocking: whatever the handler printed before its answer arrived is in
 * the pipe by then, so a request's lines are taken exactly when the request ends, and belong to it.
 */
final class Output {
    private final InputStream pipe;
    private final Consumer<String> lines;
    private final ByteArrayOutputStream partial = new ByteArrayOutputStream();
    private final byte[] buffer = new byte[16 * 1024];

    Output(InputStream pipe, Consumer<String> lines) {
        this.pipe = pipe;
        this.lines = lines;
    }

    /** Takes the complete lines that are there. */
    synchronized void drain() {
        try {
            while (pipe.available() > 0) {
                split(pipe.read(buffer, 0, Math.min(buffer.length, pipe.available())));
            }
        } catch (IOException closed) {
            // The worker is dead and its pipe gone: nothing more will come.
        }
    }

    /** Takes everything that is there, a last line without its end too. */
    synchronized void drainToEnd() {
        drain();
        if (partial.size() > 0) {
            emit();
        }
    }

    private void split(int length) {
        int start = 0;
        for (int i = 0; i < length; i++) {
            if (buffer[i] == '\n') {
                partial.write(buffer, start, i - start);
                emit();
                start = i + 1;
            }
        }
        partial.write(buffer, start, Math.max(0, length - start));
    }

    private void emit() {
        String line = partial.toString(StandardCharsets.UTF_8);
        partial.reset();
        lines.accept(line.endsWith("\r") ? line.substring(0, line.length() - 1) : line);
    }
}
