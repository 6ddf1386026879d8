package dev.slipway.inference.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.slipway.inference.InferenceException;
import dev.slipway.inference.TestModels;
import dev.slipway.inference.tensor.Datatype;
import dev.slipway.inference.tensor.Tensor;
import dev.slipway.inference.tensor.TensorMemory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** 10,000 runs, good and bad: were a tensor of one kind left open, half a gigabyte would be gone. */
class OpenTensorsTest {
    private static final int CALLS = 2_500;
    private static final int ROWS = 32 * 1024;
    private static final long MOST_GROWTH = 200L << 20;

    @Test
    void ten_thousand_good_and_bad_runs_leave_no_tensor_open() throws IOException {
        assumeTrue(Files.exists(Path.of("/proc/self/statm")), "resident memory is read from Linux's /proc");
        try (OnnxModel floats = OnnxModel.load(TestModels.path("identity_fp32"), 1);
                OnnxModel unsigned = OnnxModel.load(TestModels.path("identity_uint32"), 1);
                OnnxModel gather = OnnxModel.load(TestModels.path("gather"), 1)) {
            List<Tensor> numbers = List.of(tensor("x", Datatype.FP32, new long[] {ROWS, 2}));
            List<Tensor> casts = List.of(tensor("x", Datatype.UINT32, new long[] {ROWS, 2}));
            long[] indices = new long[ROWS];
            indices[ROWS - 1] = 99;
            List<Tensor> failing = List.of(Tensor.ofLongs("index", new long[] {ROWS}, indices));
            Runnable all = () -> {
                floats.run(numbers);
                unsigned.run(casts);
                assertThatThrownBy(() -> gather.run(failing)).isInstanceOf(InferenceException.class);
                assertThatThrownBy(() -> floats.run(casts)).isInstanceOf(InferenceException.class);
            };
            repeat(200, all);
            long before = resident();
            repeat(CALLS, all);
            assertThat(resident() - before).isLessThan(MOST_GROWTH);
        }
    }

    private static Tensor tensor(String name, Datatype datatype, long[] shape) {
        int bytes = (int) Arrays.stream(shape).reduce(datatype.size(), (a, b) -> a * b);
        return Tensor.of(name, datatype, shape, TensorMemory.direct().take(bytes));
    }

    private static void repeat(int times, Runnable task) {
        for (int i = 0; i < times; i++) {
            task.run();
        }
    }

    private static long resident() throws IOException {
        String[] pages = Files.readString(Path.of("/proc/self/statm")).split(" ");
        return Long.parseLong(pages[1]) * 4096;
    }
}
