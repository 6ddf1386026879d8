package dev.slipway.local.stack;

import dev.slipway.local.http.AwsError;
import dev.slipway.local.stack.resource.ResourceTypes;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The life of stacks: made, changed, taken away, each within the one call that asks for it. What a crash left in the
 * middle is finished at the next start, or rolled back where that fails.
 */
final class Stacks {
    private final StackFiles files;
    private final ResourceTypes types;
    private final Clock clock;

    Stacks(StackFiles files, ResourceTypes types, Clock clock) {
        this.files = files;
        this.types = types;
        this.clock = clock;
    }

    /** Goes on with everything that is in progress. */
    synchronized void recover() {
        for (StackState stack : all()) {
            if (stack.status().endsWith("_IN_PROGRESS")) {
                resume(stack);
            }
        }
    }

    /** @throws AwsError {@code AlreadyExistsException}; {@code ValidationError} when it cannot be made: then nothing is left of it */
    synchronized StackState create(String name, StackState.Source source) {
        if (files.find(name).isPresent()) {
            throw new AwsError(400, "AlreadyExistsException", "Stack [" + name + "] already exists");
        }
        StackPlan plan = new StackPlan(source, types);
        String id = "arn:aws:cloudformation:us-east-1:000000000000:stack/" + name + "/" + UUID.randomUUID();
        StackState begun = files.keep(StackState.begin(
                id, name, new StackState.Source(source.template(), plan.parameters()), clock.millis()));
        return finishCreate(begun, plan);
    }

    /** @throws AwsError {@code ValidationError} when nothing would change, or when the change failed and was rolled back */
    synchronized StackState update(String name, StackState.Source source) {
        StackState stack = get(name);
        StackPlan plan = new StackPlan(source, types);
        if (plan.isMet(stack)) {
            throw new AwsError(400, "ValidationError", "No updates are to be performed.");
        }
        StackState begun =
                files.keep(stack.withSource(new StackState.Source(source.template(), plan.parameters()), stack.source())
                        .withStatus("UPDATE_IN_PROGRESS", "User Initiated", clock.millis()));
        return finishUpdate(begun, plan);
    }

    /** Does nothing when there is no such stack; what cannot be deleted stays, with the reason, as {@code DELETE_FAILED}. */
    synchronized void delete(String name) {
        files.find(name)
                .ifPresent(stack -> finishDelete(
                        files.keep(stack.withStatus("DELETE_IN_PROGRESS", "User Initiated", clock.millis()))));
    }

    /** @param name the stack's name or its id */
    StackState get(String name) {
        return find(name)
                .orElseThrow(() -> new AwsError(400, "ValidationError", "Stack with id " + name + " does not exist"));
    }

    Optional<StackState> find(String name) {
        return name.startsWith("arn:")
                ? all().stream().filter(stack -> stack.id().equals(name)).findFirst()
                : files.find(name);
    }

    /** The first made first. */
    List<StackState> all() {
        return files.all().stream()
                .sorted(Comparator.comparingLong(StackState::created).thenComparing(StackState::name))
                .toList();
    }

    private void resume(StackState stack) {
        try {
            switch (stack.status()) {
                case "CREATE_IN_PROGRESS" -> finishCreate(stack, new StackPlan(stack.source(), types));
                case "UPDATE_IN_PROGRESS" -> finishUpdate(stack, new StackPlan(stack.source(), types));
                case "UPDATE_ROLLBACK_IN_PROGRESS" -> rollBackUpdate(stack, stack.reason());
                case "DELETE_IN_PROGRESS" -> finishDelete(stack);
                default -> rollBackCreate(stack, stack.reason());
            }
        } catch (AwsError told) {
            // Its outcome is in the stack's status, and a start must not fail for one stack.
            System.err.println("slipway-local: the stack " + stack.name() + ", interrupted in " + stack.status() + ": "
                    + told.getMessage());
        }
    }

    private StackState finishCreate(StackState stack, StackPlan plan) {
        StackRun run = run(stack);
        try {
            return files.keep(run.apply(plan).withStatus("CREATE_COMPLETE", "", clock.millis()));
        } catch (RuntimeException failure) {
            rollBackCreate(run.state(), reason(failure));
            throw new AwsError(
                    400,
                    "ValidationError",
                    "Stack " + stack.name() + " could not be made, and what was made is removed. " + reason(failure));
        }
    }

    private void rollBackCreate(StackState stack, String why) {
        StackRun run = run(files.keep(stack.withStatus("ROLLBACK_IN_PROGRESS", why, clock.millis())));
        try {
            run.removeAll(false);
            files.forget(stack.name());
        } catch (RuntimeException stuck) {
            files.keep(run.state().withStatus("ROLLBACK_FAILED", why + "; then " + reason(stuck), clock.millis()));
        }
    }

    private StackState finishUpdate(StackState stack, StackPlan plan) {
        StackRun run = run(stack);
        try {
            StackState done = run.apply(plan);
            return files.keep(done.withSource(done.source(), null).withStatus("UPDATE_COMPLETE", "", clock.millis()));
        } catch (RuntimeException failure) {
            rollBackUpdate(run.state(), reason(failure));
            throw new AwsError(
                    400,
                    "ValidationError",
                    "Stack " + stack.name() + " could not be updated and is as it was before. " + reason(failure));
        }
    }

    private void rollBackUpdate(StackState stack, String why) {
        StackState.Source before = stack.earlier() == null ? stack.source() : stack.earlier();
        StackRun run = run(files.keep(
                stack.withSource(before, before).withStatus("UPDATE_ROLLBACK_IN_PROGRESS", why, clock.millis())));
        try {
            StackState done = run.apply(new StackPlan(before, types));
            files.keep(done.withSource(before, null).withStatus("UPDATE_ROLLBACK_COMPLETE", why, clock.millis()));
        } catch (RuntimeException stuck) {
            files.keep(
                    run.state().withStatus("UPDATE_ROLLBACK_FAILED", why + "; then " + reason(stuck), clock.millis()));
        }
    }

    private void finishDelete(StackState stack) {
        StackRun run = run(stack);
        try {
            run.removeAll(true);
            files.forget(stack.name());
        } catch (RuntimeException stuck) {
            files.keep(run.state().withStatus("DELETE_FAILED", reason(stuck), clock.millis()));
        }
    }

    private StackRun run(StackState stack) {
        return new StackRun(stack, files, types, clock);
    }

    private static String reason(RuntimeException failure) {
        return failure.getMessage() == null ? failure.toString() : failure.getMessage();
    }
}
