package dev.slipway.deployer.check;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.deployer.ExitCode;
import dev.slipway.inference.InferenceException;
import dev.slipway.inference.manifest.Manifest;
import dev.slipway.inference.manifest.ManifestJson;
import dev.slipway.inference.pipeline.GoldenCases;
import dev.slipway.inference.pipeline.ServingModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** In the child: runs a model's golden cases. Arguments: the manifest's file, the bundle's folder. */
public final class GoldenMain {
    private GoldenMain() {}

    public static void main(String[] arguments) throws IOException {
        ObjectMapper json = new ObjectMapper();
        try {
            Manifest manifest = ManifestJson.read(Files.readAllBytes(Path.of(arguments[0])));
            Path folder = Path.of(arguments[1]);
            try (ServingModel model = ServingModel.open(manifest, folder)) {
                System.out.println(json.writeValueAsString(
                        GoldenCases.verify(model, folder.resolve(String.valueOf(manifest.goldenFile())))));
            }
        } catch (InferenceException e) {
            System.out.println(json.writeValueAsString(Map.of("error", e.getMessage())));
            System.exit(ExitCode.REFUSED.code());
        }
    }
}
