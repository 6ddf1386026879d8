package dev.slipway.local.s3;

import dev.slipway.local.http.HttpResponse;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** An object with its data opened; closed by whoever reads it. */
record OpenObject(StoredObject metadata, FileChannel channel) implements Closeable {
    private static final int BUFFER = 64 * 1024;

    static OpenObject of(StoredObject metadata, Path data) throws IOException {
        return new OpenObject(metadata, FileChannel.open(data, StandardOpenOption.READ));
    }

    InputStream stream() {
        return Channels.newInputStream(channel);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    /** A part of the data as an answer's body, closed when it is written. */
    HttpResponse.Body body(long offset, long length) throws IOException {
        if (length == 0) {
            channel.close();
            return HttpResponse.bytes(new byte[0]);
        }
        return new HttpResponse.Body() {
            @Override
            public long length() {
                return length;
            }

            @Override
            public void writeTo(OutputStream out) throws IOException {
                try (channel) {
                    channel.position(offset);
                    InputStream in = stream();
                    byte[] buffer = new byte[(int) Math.min(BUFFER, length)];
                    for (long left = length; left > 0; ) {
                        int read = in.read(buffer, 0, (int) Math.min(buffer.length, left));
                        if (read < 0) {
                            throw new EOFException("The data of '" + metadata.key() + "' is shorter than its metadata"
                                    + " says: it was changed in the state folder");
                        }
                        out.write(buffer, 0, read);
                        left -= read;
                    }
                }
            }
        };
    }
}
