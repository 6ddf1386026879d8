package dev.slipway.local.stack.template;

import dev.slipway.local.http.AwsError;
import java.util.ArrayList;
import java.util.List;

/** What is wrong with a template or its parameters: gathered, then told all at once. */
public final class Problems {
    private final List<String> found = new ArrayList<>();

    public void add(String problem) {
        if (!found.contains(problem)) {
            found.add(problem);
        }
    }

    /** @throws AwsError {@code ValidationError} with every problem on a line of its own, when there is any */
    public void refuse() {
        if (!found.isEmpty()) {
            throw new AwsError(400, "ValidationError", String.join("\n", found));
        }
    }
}
