package dev.slipway.deployer.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.deployer.ExitCode;
import dev.slipway.deployer.SlipwayException;
import dev.slipway.deployer.cloud.ModelStack;
import dev.slipway.deployer.traffic.Answer;
import dev.slipway.deployer.traffic.PredictClient;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Predicts through the API's URL, as the model's users do. */
@Command(name = "predict", description = "Predict through the API.")
final class PredictCommand extends SlipwayCommand {
    @Parameters(paramLabel = "MODEL", description = "The model's name.")
    String model = "";

    @Mixin
    RequestData request = new RequestData();

    @Mixin
    ApiCredentials credentials = new ApiCredentials();

    @Override
    ExitCode run(CommandContext context) throws InterruptedException {
        byte[] body = request.read(context.folder());
        ModelStack stack = context.stack(model);
        PredictClient client = new PredictClient(context.api(stack), model, credentials.proof(context, stack));
        Answer answer = client.predict(body);
        if (answer.refused()) {
            throw new SlipwayException(
                    ExitCode.ACCESS,
                    "POST " + client.url() + " answered " + answer.status() + ": " + said(answer) + "; "
                            + ApiCredentials.takes(stack),
                    ApiCredentials.next(stack));
        }
        if (!answer.ok()) {
            throw new SlipwayException(
                    ExitCode.FAILED,
                    "POST " + client.url() + " answered " + answer.status() + ": " + said(answer),
                    answer.failed()
                            ? "see ./slipway status " + model + " and the function's log"
                            : "correct the request");
        }
        context.console()
                .say(String.format(
                        Locale.ROOT,
                        "version %s, %.1f ms",
                        answer.version().orElse("unknown"),
                        answer.latency().toNanos() / 1e6));
        context.console().result(Json.read(answer.body()), answer::body);
        return ExitCode.OK;
    }

    /** The function says {@code error}, the gateway {@code message}; a proxy between may say anything. */
    private static String said(Answer answer) {
        JsonNode body = Json.read(answer.body());
        return body.path("error").asText(body.path("message").asText(answer.body()));
    }
}
