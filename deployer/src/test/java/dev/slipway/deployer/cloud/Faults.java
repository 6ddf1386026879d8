package dev.slipway.deployer.cloud;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** The faults that a fake shall show, by the name of the operation; and the calls it has had. */
public final class Faults {
    private final Map<String, CloudException> before = new HashMap<>();
    private final Map<String, CloudException> after = new HashMap<>();
    private final Map<String, Runnable> others = new HashMap<>();
    private final List<String> calls = new ArrayList<>();

    /** The next call of the operation fails and changes nothing. */
    public void failNext(String operation, CloudException.Kind kind) {
        before.put(operation, new CloudException(kind, operation + " failed", "try again"));
    }

    /** The next call of the operation takes effect, but its answer is lost. */
    public void loseAnswerOf(String operation) {
        after.put(
                operation,
                new CloudException(
                        CloudException.Kind.UNREACHABLE, operation + " gave no answer in time", "try again"));
    }

    /** Somebody else does something just before the next call of the operation. */
    public void beforeNext(String operation, Runnable other) {
        others.put(operation, other);
    }

    /** The operations called, in order. */
    public synchronized List<String> calls() {
        return List.copyOf(calls);
    }

    synchronized <T> T call(String operation, Supplier<T> effect) {
        calls.add(operation);
        Runnable other = others.remove(operation);
        if (other != null) {
            other.run();
        }
        CloudException early = before.remove(operation);
        if (early != null) {
            throw early;
        }
        T answer = effect.get();
        CloudException late = after.remove(operation);
        if (late != null) {
            throw late;
        }
        return answer;
    }
}
