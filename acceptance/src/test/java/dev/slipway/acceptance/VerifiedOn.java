package dev.slipway.acceptance;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.ClassTemplate;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The backends on which every test of the class passes, less those that say {@link NotOn}. The class runs once on each.
 * Its methods get the {@link Backend} of that run, opened when first asked for; or the {@link BackendName}, to open one of
 * their own.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ClassTemplate
@ExtendWith(BackendRuns.class)
@interface VerifiedOn {
    BackendName[] value();

    /** The rollout of the project, as YAML. */
    String plan() default "AllAtOnce";
}
