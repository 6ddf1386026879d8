package dev.slipway.deployer.console;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** A console that keeps what it was told. */
public final class RecordingConsole implements Console {
    private final List<String> said = new ArrayList<>();
    private final List<Object> results = new ArrayList<>();
    private final List<String> texts = new ArrayList<>();

    public synchronized List<String> said() {
        return List.copyOf(said);
    }

    public synchronized List<Object> results() {
        return List.copyOf(results);
    }

    public synchronized String text() {
        return String.join("\n", texts);
    }

    @Override
    public boolean json() {
        return false;
    }

    @Override
    public boolean interactive() {
        return false;
    }

    @Override
    public synchronized void say(String line) {
        said.add(line);
    }

    @Override
    public synchronized void result(Object value, Supplier<String> text) {
        results.add(value);
        texts.add(text.get());
    }

    @Override
    public void redraw(String block) {
        say(block);
    }

    @Override
    public Progress progress(String task, long total, String unit) {
        say(task);
        return new Progress() {
            @Override
            public void advance(long units) {}

            @Override
            public void close() {}
        };
    }
}
