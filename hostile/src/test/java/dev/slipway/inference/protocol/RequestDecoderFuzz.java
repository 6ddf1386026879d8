package dev.slipway.inference.protocol;

import dev.slipway.inference.InferenceException;
import dev.slipway.inference.manifest.FileEntry;
import dev.slipway.inference.manifest.Limits;
import dev.slipway.inference.manifest.Manifest;
import dev.slipway.inference.manifest.Postprocessing;
import dev.slipway.inference.tensor.Datatype;
import dev.slipway.inference.tensor.TensorSpec;
import java.util.List;

/** A request's body; only {@link InferenceException} may come of it, and no memory stays taken. */
public final class RequestDecoderFuzz {
    private static final RequestDecoder DECODER = new RequestDecoder(new Manifest(
            Manifest.SCHEMA,
            "fuzz",
            "",
            List.of(new FileEntry("model.onnx", 1, "0".repeat(64))),
            "model.onnx",
            null,
            List.of(
                    new TensorSpec("x", Datatype.FP32, List.of(-1L, 2L)),
                    new TensorSpec("i", Datatype.INT64, List.of(-1L)),
                    new TensorSpec("t", Datatype.BYTES, List.of(-1L)),
                    new TensorSpec("h", Datatype.FP16, List.of(-1L)),
                    new TensorSpec("b", Datatype.BOOL, List.of())),
            List.of(new TensorSpec("y", Datatype.FP32, List.of(-1L, 2L))),
            null,
            new Postprocessing.Identity(),
            Limits.DEFAULT,
            null));

    private RequestDecoderFuzz() {}

    /** Jazzer's entry; what it lets through is allowed, whatever else is thrown is a finding. */
    public static void fuzzerTestOneInput(byte[] bytes) throws Exception {
        try {
            try (InferenceRequest request = DECODER.decode(bytes)) {
                request.toString();
            }
        } catch (InferenceException e) {
            return; // its documented answer to what is wrong
        }
    }
}
