package dev.slipway.deployer.cloud;

import java.util.Map;
import java.util.Optional;

/** CloudFormation's stacks, for one region; every method throws {@link CloudException}. */
public interface Stacks {

    Optional<StackState> describe(String stack);

    /** The template that the stack was made from or last changed by, as it was written. */
    String template(String stack);

    /** Starts making a stack; {@link #describe} says when it is there. */
    void create(String stack, String template, Map<String, String> parameters);

    /** Starts changing a stack; false when nothing would change. */
    boolean update(String stack, String template, Map<String, String> parameters);
}
