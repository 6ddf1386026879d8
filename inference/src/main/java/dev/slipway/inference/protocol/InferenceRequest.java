package dev.slipway.inference.protocol;

import dev.slipway.inference.tensor.MemoryPool;
import dev.slipway.inference.tensor.Tensor;
import dev.slipway.inference.tensor.TensorMemory;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One decoded request, owner of its tensors' memory. Close it when the answer is encoded: the next request uses the same
 * memory. One that is never closed only leaves its memory to the garbage collector.
 */
public final class InferenceRequest implements AutoCloseable {
    private final @Nullable String id;
    private final List<Tensor> inputs;
    private final List<String> outputs;
    private final MemoryPool.Lease memory;

    InferenceRequest(@Nullable String id, List<Tensor> inputs, List<String> outputs, MemoryPool.Lease memory) {
        this.id = id;
        this.inputs = List.copyOf(inputs);
        this.outputs = List.copyOf(outputs);
        this.memory = memory;
    }

    /** The client's own id, or null. */
    public @Nullable String id() {
        return id;
    }

    /** In the request's order. */
    public List<Tensor> inputs() {
        return inputs;
    }

    /** The input of that name, or null. */
    public @Nullable Tensor input(String name) {
        for (Tensor input : inputs) {
            if (input.name().equals(name)) {
                return input;
            }
        }
        return null;
    }

    /** Names of the outputs that the client wants, in its order; empty: all. */
    public List<String> outputs() {
        return outputs;
    }

    /** For tensors that live no longer than this request. */
    public TensorMemory memory() {
        return memory;
    }

    @Override
    public void close() {
        memory.close();
    }
}
