package dev.slipway.local.stack.resource;

import dev.slipway.local.http.AwsError;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A type that a template may name, as long as its condition does not hold: left out in silence it would stand open. */
final class RefusedType implements ResourceType {
    private final String type;

    RefusedType(String type) {
        this.type = type;
    }

    @Override
    public Made create(Desired desired) {
        throw new AwsError(400, "ValidationError", "the embedded cloud does not make " + type);
    }

    @Override
    public Made update(Made current, Map<String, @Nullable Object> before, Desired desired) {
        return create(desired);
    }

    @Override
    public void delete(Made made) {
        // None was made.
    }
}
