package dev.slipway.deployer.evaluate;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.deployer.ExitCode;
import dev.slipway.deployer.bundle.Bundle;
import dev.slipway.inference.InferenceException;
import dev.slipway.inference.manifest.Evaluation;
import dev.slipway.inference.manifest.Manifest;
import dev.slipway.inference.manifest.ManifestJson;
import dev.slipway.inference.pipeline.ServingModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;

/** In the child: evaluates a model. Arguments: the manifest's file, the bundle's folder, the seconds of a batch. */
public final class EvaluateMain {
    private EvaluateMain() {}

    public static void main(String[] arguments) throws IOException {
        ObjectMapper json = new ObjectMapper();
        try {
            Manifest manifest = ManifestJson.read(Files.readAllBytes(Path.of(arguments[0])));
            Bundle bundle = Bundle.read(Path.of(arguments[1]));
            Evaluation evaluation = Objects.requireNonNull(bundle.description().evaluation(), "evaluate");
            BatchClock clock = new BatchClock(Duration.ofSeconds(Long.parseLong(arguments[2])));
            try (ServingModel model = ServingModel.open(manifest, bundle.folder())) {
                System.out.println(json.writeValueAsString(new EvaluationRun(model, evaluation, clock)
                        .over(bundle.folder().resolve(evaluation.data()))));
            }
        } catch (InferenceException e) {
            System.out.println(json.writeValueAsString(Map.of("error", e.getMessage())));
            System.exit(ExitCode.REFUSED.code());
        }
    }
}
