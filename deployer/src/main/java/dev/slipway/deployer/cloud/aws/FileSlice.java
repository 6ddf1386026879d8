package dev.slipway.deployer.cloud.aws;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/** A range of a file as a stream that can be opened again for a retry. */
record FileSlice(Path file, long offset, long length) {

    InputStream open() throws IOException {
        FileChannel channel = FileChannel.open(file).position(offset);
        return new Bounded(Channels.newInputStream(channel), length);
    }

    private static final class Bounded extends FilterInputStream {
        private long left;

        Bounded(InputStream in, long length) {
            super(in);
            left = length;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] buffer, int from, int length) throws IOException {
            if (left == 0) {
                return length == 0 ? 0 : -1;
            }
            int read = super.read(buffer, from, (int) Math.min(left, length));
            left -= Math.max(0, read);
            return read;
        }

        @Override
        public boolean markSupported() {
            return false;
        }
    }
}
