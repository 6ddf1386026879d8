package dev.slipway.hostile.poison;

import java.util.List;
import java.util.stream.Stream;

/** Every hand-made poison there is. */
public final class Poisons {
    private Poisons() {}

    public static List<Poison> all() {
        return Stream.of(
                        FilePoisons.all(),
                        LinkPoisons.all(),
                        ExternalDataPoisons.all(),
                        BytePoisons.all(),
                        GraphPoisons.all(),
                        TypePoisons.all(),
                        NamePoisons.all(),
                        BombPoisons.all())
                .flatMap(List::stream)
                .toList();
    }

    /** The one of that name. */
    public static Poison named(String name) {
        return all().stream()
                .filter(poison -> poison.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
