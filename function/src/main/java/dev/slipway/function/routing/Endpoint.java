package dev.slipway.function.routing;

/** The endpoints of the Open Inference Protocol that are served, each with its one verb. */
public enum Endpoint {
    SERVER("GET"),
    LIVE("GET"),
    READY("GET"),
    MODELS("GET"),
    REPOSITORY_INDEX("POST"),
    MODEL("GET"),
    MODEL_READY("GET"),
    MODEL_CONFIG("GET"),
    INFER("POST");

    private final String method;

    Endpoint(String method) {
        this.method = method;
    }

    public String method() {
        return method;
    }
}
