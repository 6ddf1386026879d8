package dev.slipway.deployer.deploy;

import dev.slipway.deployer.ExitCode;
import dev.slipway.deployer.SlipwayException;
import dev.slipway.deployer.rollout.Pause;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Looks again and again, at growing distances, until something is so. */
final class Await {
    private static final Duration SHORTEST = Duration.ofMillis(50);
    private static final Duration LONGEST = Duration.ofSeconds(2);

    private final Clock clock;
    private final Pause pause;

    Await(Workshop workshop) {
        this.clock = workshop.clock();
        this.pause = workshop.pause();
    }

    <T> T until(String what, Duration limit, Supplier<T> look, Predicate<T> wanted) {
        Instant end = clock.instant().plus(limit);
        for (Duration wait = SHORTEST; ; wait = wait.multipliedBy(2)) {
            T seen = look.get();
            if (wanted.test(seen)) {
                return seen;
            }
            if (clock.instant().isAfter(end)) {
                throw new SlipwayException(
                        ExitCode.FAILED,
                        "waited " + limit.toSeconds() + " s in vain until " + what,
                        "see what holds it up in the AWS console, then run the same command again");
            }
            rest(wait.compareTo(LONGEST) < 0 ? wait : LONGEST);
        }
    }

    private void rest(Duration wait) {
        try {
            pause.pause(wait);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SlipwayException(ExitCode.INTERRUPTED, "interrupted", "run the same command to go on", e);
        }
    }
}
