package dev.slipway.local.apigateway.front;

import java.util.List;
import java.util.Optional;

/** Which API serves which model: what the stacks know and the front asks. */
public interface ModelApis {
    Optional<Target> serving(String model);

    /** The API of the stack that was made first. */
    Optional<Target> first();

    /** Every model that has an API, sorted. */
    List<String> models();

    /** An API's stage. */
    record Target(String apiId, String stage) {}
}
