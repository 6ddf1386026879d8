package dev.slipway.local;

import dev.slipway.local.apigateway.ModelApis;
import java.util.List;
import java.util.Optional;

/** The gateway's view of a cloud without CloudFormation: no model has an API. */
final class NoStacks implements ModelApis {
    @Override
    public Optional<Target> serving(String model) {
        return Optional.empty();
    }

    @Override
    public Optional<Target> first() {
        return Optional.empty();
    }

    @Override
    public List<String> models() {
        return List.of();
    }
}
