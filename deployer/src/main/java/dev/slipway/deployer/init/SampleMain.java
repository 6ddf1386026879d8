package dev.slipway.deployer.init;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.deployer.ExitCode;
import dev.slipway.inference.InferenceException;
import dev.slipway.inference.manifest.Manifest;
import dev.slipway.inference.manifest.ManifestJson;
import dev.slipway.inference.pipeline.ServingModel;
import dev.slipway.inference.protocol.Identity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** In the child: prints one golden case, a sample and the model's answer to it. Arguments: manifest's file, folder. */
public final class SampleMain {
    private static final double TOLERANCE = 1e-4;

    private SampleMain() {}

    public static void main(String[] arguments) throws IOException {
        ObjectMapper json = new ObjectMapper();
        try {
            Manifest manifest = ManifestJson.read(Files.readAllBytes(Path.of(arguments[0])));
            ObjectNode request = new SampleRequest(manifest.requestInputs()).make();
            try (ServingModel model = ServingModel.open(manifest, Path.of(arguments[1]))) {
                byte[] answer = model.predict(json.writeValueAsBytes(request), new Identity(manifest.model(), null));
                ArrayNode cases = json.createArrayNode();
                ObjectNode sample = cases.addObject();
                sample.put("name", "a sample made by init");
                sample.set("request", request);
                sample.putObject("response")
                        .set("outputs", json.readTree(answer).path("outputs"));
                sample.put("tolerance", TOLERANCE);
                System.out.println(json.writerWithDefaultPrettyPrinter().writeValueAsString(cases));
            }
        } catch (InferenceException e) {
            System.out.println(json.writeValueAsString(Map.of("error", e.getMessage())));
            System.exit(ExitCode.REFUSED.code());
        }
    }
}
