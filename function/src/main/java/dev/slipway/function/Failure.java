package dev.slipway.function;

import dev.slipway.function.fault.FunctionException;
import dev.slipway.function.metrics.Outcome;
import dev.slipway.inference.InferenceException;

/**
 * Whatever a call threw, as it is answered, counted and logged.
 *
 * @param message for the caller
 * @param logged for the operator: never with anything of a body in it
 */
record Failure(int status, String message, Outcome outcome, String logged) {

    static Failure of(Throwable thrown, String requestId) {
        if (thrown instanceof FunctionException ours) {
            return of(ours);
        }
        if (thrown instanceof InferenceException inference) {
            return of(inference);
        }
        return new Failure(
                500,
                "internal error; the function's log tells more under request id " + requestId,
                Outcome.INTERNAL_ERROR,
                "internal error");
    }

    private static Failure of(FunctionException thrown) {
        Outcome outcome = switch (thrown.category()) {
            case LOAD, NOT_RELEASED -> Outcome.LOAD_ERROR;
            case CONFIGURATION -> Outcome.INTERNAL_ERROR;
            default -> Outcome.CLIENT_ERROR;
        };
        // these messages are about releases and S3; a client error's may name what the client sent
        String logged = outcome == Outcome.CLIENT_ERROR ? refused(thrown.category()) : thrown.getMessage();
        return new Failure(thrown.category().status(), thrown.getMessage(), outcome, logged);
    }

    private static Failure of(InferenceException thrown) {
        Outcome outcome = switch (thrown.category()) {
            case MODEL -> Outcome.MODEL_ERROR;
            case INTERNAL -> Outcome.INTERNAL_ERROR;
            case NOT_READY -> Outcome.LOAD_ERROR;
            default -> Outcome.CLIENT_ERROR;
        };
        String logged = switch (outcome) {
            case CLIENT_ERROR -> refused(thrown.category());
            case MODEL_ERROR -> "the model failed";
            default -> "internal error";
        };
        return new Failure(thrown.category().httpStatus(), thrown.getMessage(), outcome, logged);
    }

    private static String refused(Enum<?> category) {
        return "request refused: " + category;
    }

    boolean isOurs() {
        return outcome != Outcome.CLIENT_ERROR;
    }
}
