package dev.slipway.bench.share;

import static java.nio.charset.StandardCharsets.UTF_8;

import ai.onnxruntime.OrtException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.bench.report.Samples;
import dev.slipway.deployer.bundle.Bundle;
import dev.slipway.function.Handler;
import dev.slipway.inference.inspect.ModelSignature;
import dev.slipway.inference.manifest.Manifest;
import dev.slipway.inference.pipeline.ServingModel;
import dev.slipway.inference.protocol.Identity;
import dev.slipway.inference.protocol.InferenceRequest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Map;

/**
 * The measuring process: the whole handler and the bare session in turn, so that whatever the machine does meets both
 * alike. Arguments: the bundle, rows, warm-up rounds, rounds. Prints a line a figure: name and milliseconds.
 */
public final class ShareMain {
    private ShareMain() {}

    public static void main(String[] args) throws IOException, OrtException {
        Path folder = Path.of(args[0]);
        int rows = Integer.parseInt(args[1]);
        int warmup = Integer.parseInt(args[2]);
        int rounds = Integer.parseInt(args[3]);
        PrintStream results = System.out;
        // metrics go where a write is a system call and no more, as they do on Lambda
        System.setOut(new PrintStream(new FileOutputStream("/dev/null"), false, UTF_8));

        Manifest manifest = ShareMain.manifest(folder);
        String body = EvaluationBatch.request(folder.resolve("evaluation.csv"), manifest.requestInputs(), rows);
        byte[] event = event(manifest.model(), body);
        var handler = new Handler();
        requireSuccess(handle(handler, event));
        try (ServingModel model = ServingModel.open(manifest, folder);
                InferenceRequest request = model.decoder().decode(body.getBytes(UTF_8));
                var bare = new BareSession(
                        folder.resolve(manifest.modelFile()),
                        model.preprocessor().apply(request))) {
            byte[] plain = body.getBytes(UTF_8);
            var identity = new Identity(manifest.model(), "1");
            long[] whole = new long[rounds];
            long[] pipeline = new long[rounds];
            long[] alone = new long[rounds];
            for (int round = -warmup; round < rounds; round++) {
                long t0 = System.nanoTime();
                handle(handler, event);
                long t1 = System.nanoTime();
                bare.run();
                long t2 = System.nanoTime();
                model.predict(plain, identity);
                long t3 = System.nanoTime();
                if (round >= 0) {
                    whole[round] = t1 - t0;
                    alone[round] = t2 - t1;
                    pipeline[round] = t3 - t2;
                }
            }
            new Samples(whole).print("whole", results);
            new Samples(pipeline).print("pipeline", results);
            new Samples(alone).print("alone", results);
        }
    }

    static Manifest manifest(Path folder) {
        Bundle bundle = Bundle.read(folder);
        return dev.slipway.deployer.bundle.BundleManifest.of(bundle, ModelSignature.of(bundle.modelFile()), null);
    }

    private static byte[] event(String model, String body) throws IOException {
        return new ObjectMapper()
                .writeValueAsBytes(Map.of(
                        "version",
                        "2.0",
                        "rawPath",
                        "/v2/models/" + model + "/infer",
                        "headers",
                        Map.of("content-type", "application/json", "host", "x.execute-api.localhost"),
                        "requestContext",
                        Map.of("stage", "$default", "http", Map.of("method", "POST")),
                        "isBase64Encoded",
                        false,
                        "body",
                        body));
    }

    private static byte[] handle(Handler handler, byte[] event) throws IOException {
        var out = new ByteArrayOutputStream(1024);
        handler.handleRequest(new ByteArrayInputStream(event), out, new CallContext());
        return out.toByteArray();
    }

    private static void requireSuccess(byte[] response) {
        String text = new String(response, UTF_8);
        if (!text.startsWith("{\"statusCode\":200")) {
            throw new IllegalStateException("the handler did not answer as expected: " + text);
        }
    }
}
