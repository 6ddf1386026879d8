package dev.slipway.deployer.console;

/** The progress of one task; threads may advance it together. */
public interface Progress extends AutoCloseable {

    /** Advances by so many units; negative takes back what must be done again. */
    void advance(long units);

    @Override
    void close();
}
