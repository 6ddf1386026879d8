package dev.slipway.local.s3;

import java.util.zip.Checksum;

/** CRC-64/NVME (reflected, polynomial 0xAD93D23594C93659), eight bytes a step. */
final class Crc64Nvme implements Checksum {
    private static final long REFLECTED_POLYNOMIAL = 0x9A6C9329AC4BC9B5L;
    private static final long[][] TABLES = tables();

    private long state = ~0L;

    private static long[][] tables() {
        long[][] tables = new long[8][256];
        for (int i = 0; i < 256; i++) {
            long value = i;
            for (int bit = 0; bit < 8; bit++) {
                value = (value & 1) == 0 ? value >>> 1 : value >>> 1 ^ REFLECTED_POLYNOMIAL;
            }
            tables[0][i] = value;
        }
        for (int i = 0; i < 256; i++) {
            for (int table = 1; table < 8; table++) {
                long before = tables[table - 1][i];
                tables[table][i] = tables[0][(int) before & 0xFF] ^ before >>> 8;
            }
        }
        return tables;
    }

    @Override
    public void update(int b) {
        state = TABLES[0][((int) state ^ b) & 0xFF] ^ state >>> 8;
    }

    @Override
    public void update(byte[] bytes, int offset, int length) {
        int at = offset;
        int end = offset + length;
        for (; end - at >= 8; at += 8) {
            long word = state;
            for (int i = 0; i < 8; i++) {
                word ^= (bytes[at + i] & 0xFFL) << 8 * i;
            }
            long next = 0;
            for (int i = 0; i < 8; i++) {
                next ^= TABLES[7 - i][(int) (word >>> 8 * i) & 0xFF];
            }
            state = next;
        }
        for (; at < end; at++) {
            update(bytes[at]);
        }
    }

    @Override
    public long getValue() {
        return ~state;
    }

    @Override
    public void reset() {
        state = ~0L;
    }
}
