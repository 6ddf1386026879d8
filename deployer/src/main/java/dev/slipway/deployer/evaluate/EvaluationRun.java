package dev.slipway.deployer.evaluate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.inference.InferenceException;
import dev.slipway.inference.manifest.Evaluation;
import dev.slipway.inference.manifest.Manifest;
import dev.slipway.inference.pipeline.ServingModel;
import dev.slipway.inference.protocol.Identity;
import dev.slipway.inference.tensor.TensorSpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Sends an evaluation set through the code that will serve the model, in batches, and compares the answers. */
final class EvaluationRun {
    private static final int BATCH = 200;
    private static final String DEFAULT_OUTPUT = "label";

    private final ServingModel model;
    private final Evaluation evaluation;
    private final Manifest manifest;
    private final ObjectMapper json = new ObjectMapper();
    private final List<EvaluationRow> batch = new ArrayList<>();
    private final Tally tally;
    private final BatchClock clock;
    private long rows;

    EvaluationRun(ServingModel model, Evaluation evaluation, BatchClock clock) {
        this.model = model;
        this.evaluation = evaluation;
        this.manifest = model.manifest();
        this.tally = new Tally(evaluation);
        this.clock = clock;
    }

    EvaluationReport over(Path file) throws IOException {
        int size = Math.min(batchOf(manifest.requestInputs()), manifest.limits().maxBatch());
        new EvaluationRows(evaluation, manifest.requestInputs()).forEach(file, row -> {
            batch.add(row);
            if (batch.size() == size) {
                clock.during(this::runBatch);
            }
        });
        if (!batch.isEmpty()) {
            clock.during(this::runBatch);
        }
        if (rows == 0) {
            throw EvaluationRows.refused(file, "has no rows");
        }
        return tally.report();
    }

    /** A graph with a fixed first dimension takes as many rows at once, no others. */
    private static int batchOf(List<TensorSpec> inputs) {
        return inputs.stream()
                .filter(input -> !input.shape().isEmpty())
                .mapToLong(input -> input.shape().get(0))
                .filter(rows -> rows > 0)
                .mapToInt(Math::toIntExact)
                .min()
                .orElse(BATCH);
    }

    private void runBatch() {
        byte[] response =
                model.predict(BatchRequest.of(manifest.requestInputs(), batch), new Identity(manifest.model(), null));
        JsonNode data = output(response);
        if (data.size() != batch.size()) {
            throw InferenceException.badRequest("the output to compare has " + data.size() + " values for "
                    + batch.size() + " rows; name another one as evaluate.output in model.yaml");
        }
        for (int i = 0; i < batch.size(); i++) {
            tally.add(batch.get(i).target(), data.get(i).asText());
        }
        rows += batch.size();
        batch.clear();
    }

    private JsonNode output(byte[] response) {
        try {
            JsonNode outputs = json.readTree(response).path("outputs");
            String named = evaluation.output();
            String wanted = named == null ? DEFAULT_OUTPUT : named;
            List<String> names = new ArrayList<>();
            for (JsonNode output : outputs) {
                names.add(output.path("name").asText());
                boolean only = named == null && outputs.size() == 1;
                if (only || output.path("name").asText().equals(wanted)) {
                    return output.path("data");
                }
            }
            throw InferenceException.badRequest("the response has no output '" + wanted + "', but "
                    + String.join(", ", names) + "; name one of them as evaluate.output in model.yaml");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
