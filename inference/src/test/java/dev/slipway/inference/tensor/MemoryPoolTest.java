package dev.slipway.inference.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class MemoryPoolTest {
    private final MemoryPool pool = new MemoryPool(2);

    @Test
    void the_next_request_uses_the_same_memory() {
        try (MemoryPool.Lease first = pool.lease()) {
            first.take(8).putLong(0, 42);
        }
        try (MemoryPool.Lease second = pool.lease()) {
            assertThat(second.take(8).getLong(0)).isEqualTo(42);
        }
        assertThat(pool.idle()).isEqualTo(1);
    }

    @Test
    void buffers_of_one_request_never_overlap_whatever_their_size() {
        try (MemoryPool.Lease lease = pool.lease()) {
            ByteBuffer[] buffers = {lease.take(3), lease.take(0), lease.take(60_000), lease.take(100_000), lease.take(5)
            };
            for (int i = 0; i < buffers.length; i++) {
                for (int k = 0; k < buffers[i].capacity(); k++) {
                    buffers[i].put(k, (byte) i);
                }
            }
            for (int i = 0; i < buffers.length; i++) {
                for (int k = 0; k < buffers[i].capacity(); k++) {
                    assertThat(buffers[i].get(k)).isEqualTo((byte) i);
                }
            }
        }
    }

    @Test
    void keeps_as_many_blocks_as_it_was_told() {
        MemoryPool.Lease[] leases = {pool.lease(), pool.lease(), pool.lease()};
        for (MemoryPool.Lease lease : leases) {
            lease.close();
            lease.close();
        }
        assertThat(pool.idle()).isEqualTo(2);
    }

    @Test
    void memory_that_was_given_back_gives_no_more() {
        MemoryPool.Lease lease = pool.lease();
        lease.close();
        assertThatThrownBy(() -> lease.take(1)).hasMessage("this request's memory was given back already");
    }
}
