package dev.slipway.inference.tensor;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Direct memory that one request after another uses. Without it every request's buffers would wait for a garbage
 * collection, and a container that serves large bodies would grow until its heap is full.
 */
public final class MemoryPool {
    private static final int SMALLEST = 64 * 1024;
    private static final int LARGEST = 32 * 1024 * 1024;
    private static final int ALIGNMENT = 64;

    private final ConcurrentLinkedDeque<ByteBuffer> free = new ConcurrentLinkedDeque<>();
    private final AtomicInteger kept = new AtomicInteger();
    private final int capacity;

    /** @param capacity how many blocks are kept for reuse: as many as requests run at once */
    public MemoryPool(int capacity) {
        this.capacity = capacity;
    }

    /** Memory for one request; closing it hands the memory to the next one. */
    public Lease lease() {
        ByteBuffer block = free.pollFirst();
        if (block != null) {
            kept.decrementAndGet();
        }
        return new Lease(block == null ? allocate(SMALLEST) : block);
    }

    /** How many blocks wait for the next request. */
    int idle() {
        return kept.get();
    }

    private void giveBack(ByteBuffer block, long used) {
        if (used > LARGEST || kept.get() >= capacity) {
            return;
        }
        ByteBuffer next =
                used <= block.capacity() ? block : allocate(Math.min(LARGEST, Integer.highestOneBit((int) used) * 2));
        kept.incrementAndGet();
        free.addFirst(next);
    }

    private static ByteBuffer allocate(int bytes) {
        return TensorMemory.direct().take(bytes);
    }

    /** One request's memory: taken from one block front to back, beside it when the block is used up. */
    public final class Lease implements TensorMemory, AutoCloseable {
        private @Nullable ByteBuffer block;
        private long used;

        private Lease(ByteBuffer block) {
            this.block = block;
        }

        @Override
        public ByteBuffer take(int bytes) {
            ByteBuffer current = block;
            if (current == null) {
                throw new IllegalStateException("this request's memory was given back already");
            }
            long start = used;
            used += (bytes + (ALIGNMENT - 1L)) & -ALIGNMENT;
            if (used > current.capacity()) {
                return allocate(bytes);
            }
            return current.slice((int) start, bytes).order(ByteOrder.nativeOrder());
        }

        /** Gives the memory back; tensors in it must not be touched any more. */
        @Override
        public void close() {
            ByteBuffer current = block;
            if (current != null) {
                block = null;
                giveBack(current, used);
            }
        }
    }
}
