package dev.slipway.function.metrics;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;

/** The metrics of a call. Counts of errors are written as zeros too: without them there would be no rate. */
enum Metric {
    INVOCATIONS("Invocations", Unit.COUNT, always(), m -> 1),
    ERRORS("Errors", Unit.COUNT, always(), m -> is(m, Outcome.MODEL_ERROR, Outcome.LOAD_ERROR, Outcome.INTERNAL_ERROR)),
    MODEL_ERRORS("ModelErrors", Unit.COUNT, always(), m -> is(m, Outcome.MODEL_ERROR)),
    LOAD_ERRORS("LoadErrors", Unit.COUNT, always(), m -> is(m, Outcome.LOAD_ERROR)),
    INTERNAL_ERRORS("InternalErrors", Unit.COUNT, always(), m -> is(m, Outcome.INTERNAL_ERROR)),
    CLIENT_ERRORS("ClientErrors", Unit.COUNT, always(), m -> is(m, Outcome.CLIENT_ERROR)),
    LATENCY("Latency", Unit.MILLISECONDS, always(), Measurement::whole),
    DECODE(Phase.DECODE),
    PREPROCESS(Phase.PREPROCESS),
    RUN(Phase.RUN),
    POSTPROCESS(Phase.POSTPROCESS),
    ENCODE(Phase.ENCODE),
    COLD_STARTS("ColdStarts", Unit.COUNT, always(), m -> m.isCold() ? 1 : 0),
    MODEL_LOAD_TIME("ModelLoadTime", Unit.MILLISECONDS, Measurement::hasLoaded, Measurement::loadNanos),
    MODEL_LOAD_BYTES("ModelLoadBytes", Unit.BYTES, Measurement::hasLoaded, Measurement::loadBytes);

    private enum Unit {
        COUNT("Count"),
        MILLISECONDS("Milliseconds"),
        BYTES("Bytes");

        private final String label;

        Unit(String label) {
            this.label = label;
        }
    }

    private final String label;
    private final Unit unit;
    private final Predicate<Measurement> present;
    private final ToLongFunction<Measurement> value;
    private final String definition;

    Metric(Phase phase) {
        this(phase.metric(), Unit.MILLISECONDS, m -> m.ran(phase), m -> m.nanos(phase));
    }

    Metric(String label, Unit unit, Predicate<Measurement> present, ToLongFunction<Measurement> value) {
        this.label = label;
        this.unit = unit;
        this.present = present;
        this.value = value;
        this.definition = "{\"Name\":\"" + label + "\",\"Unit\":\"" + unit.label + "\",\"StorageResolution\":1}";
    }

    private static Predicate<Measurement> always() {
        return measured -> true;
    }

    private static long is(Measurement measured, Outcome... outcomes) {
        for (Outcome outcome : outcomes) {
            if (measured.outcome() == outcome) {
                return 1;
            }
        }
        return 0;
    }

    String label() {
        return label;
    }

    boolean isTime() {
        return unit == Unit.MILLISECONDS;
    }

    boolean isIn(Measurement measured) {
        return present.test(measured);
    }

    /** A count, bytes, or nanoseconds where {@link #isTime()}. */
    long value(Measurement measured) {
        return value.applyAsLong(measured);
    }

    void writeDefinition(JsonGenerator generator) throws IOException {
        generator.writeRawValue(definition);
    }
}
