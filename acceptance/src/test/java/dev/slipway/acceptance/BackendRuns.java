package dev.slipway.acceptance;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.BeforeClassTemplateInvocationCallback;
import org.junit.jupiter.api.extension.ClassTemplateInvocationContext;
import org.junit.jupiter.api.extension.ClassTemplateInvocationContextProvider;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.Extension;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * Runs a class once on each backend it names. What cannot run here is skipped with a line that says so, or fails where the
 * environment demands it, as CI does: a skip that nobody sees would prove nothing.
 */
final class BackendRuns implements ClassTemplateInvocationContextProvider {
    /** Comma-separated names of the only backends to run on; {@code aws} is run on in no other way. */
    private static final String CHOSEN = "slipway.acceptance.backend";

    private static final String REQUIRED = "SLIPWAY_REQUIRE_DOCKER";

    @Override
    public boolean supportsClassTemplate(ExtensionContext context) {
        return AnnotationSupport.isAnnotated(context.getRequiredTestClass(), VerifiedOn.class);
    }

    @Override
    public boolean mayReturnZeroClassTemplateInvocationContexts(ExtensionContext context) {
        return true;
    }

    @Override
    public Stream<ClassTemplateInvocationContext> provideClassTemplateInvocationContexts(ExtensionContext context) {
        VerifiedOn verified = context.getRequiredTestClass().getAnnotation(VerifiedOn.class);
        return backends(List.of(verified.value()), Optional.ofNullable(System.getProperty(CHOSEN))).stream()
                .map(backend -> new Run(backend, verified.plan()));
    }

    /** Those to run on; a real account although no annotation names it: what runs there is not verified by every CI. */
    static List<BackendName> backends(List<BackendName> verified, Optional<String> chosen) {
        if (chosen.isEmpty()) {
            return verified;
        }
        List<BackendName> names = Arrays.stream(chosen.get().split(","))
                .map(name -> BackendName.valueOf(name.strip().toUpperCase(Locale.ROOT)))
                .toList();
        return names.stream()
                .filter(name -> name == BackendName.AWS || verified.contains(name))
                .toList();
    }

    /** Why the tests of a run are skipped; empty where they run, or where a skip must not be. */
    static Optional<String> skipped(Optional<String> missing, boolean required) {
        return missing.filter(why -> !required);
    }

    /** The line that says of a skip; or the failure of what must not be skipped. */
    static String skippedOrFailed(String test, BackendName backend, String why, boolean required) {
        if (required) {
            throw new AssertionError(test + " cannot run on " + backend + ": " + why + ", and " + REQUIRED + " is set");
        }
        return "SKIPPED " + test + " on " + backend + ": " + why;
    }

    /** Whether the environment demands that nothing is skipped for want of Docker. */
    static boolean dockerIsRequired() {
        return Boolean.parseBoolean(System.getProperty(REQUIRED, System.getenv(REQUIRED)));
    }

    private record Run(BackendName backend, String plan) implements ClassTemplateInvocationContext {
        @Override
        public String getDisplayName(int index) {
            return "on " + backend;
        }

        @Override
        public List<Extension> getAdditionalExtensions() {
            return List.of(new Missing(backend), new Excluded(backend), new OpenBackend(backend, plan));
        }
    }

    /** Skips the whole run on a backend that is not to be had, or fails it. */
    private record Missing(BackendName backend) implements ExecutionCondition, BeforeClassTemplateInvocationCallback {
        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            return skipped(backend.missing(), dockerIsRequired())
                    .map(why -> ConditionEvaluationResult.disabled("not run on " + backend + ": " + why))
                    .orElseGet(() -> ConditionEvaluationResult.enabled("can run on " + backend));
        }

        @Override
        public void beforeClassTemplateInvocation(ExtensionContext context) {
            String test = context.getRequiredTestClass().getSimpleName();
            backend.missing()
                    .map(why -> skippedOrFailed(test, backend, why, dockerIsRequired()))
                    .ifPresent(System.err::println);
        }
    }

    /** Skips a test that says why the backend cannot do it. */
    private record Excluded(BackendName backend) implements ExecutionCondition {
        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            return AnnotationSupport.findRepeatableAnnotations(context.getElement(), NotOn.class).stream()
                    .filter(excluded -> excluded.backend() == backend)
                    .findFirst()
                    .map(excluded ->
                            ConditionEvaluationResult.disabled("not on " + backend + ": " + excluded.because()))
                    .orElseGet(() -> ConditionEvaluationResult.enabled("verified on " + backend));
        }
    }
}
