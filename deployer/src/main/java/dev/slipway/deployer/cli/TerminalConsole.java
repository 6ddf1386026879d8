package dev.slipway.deployer.cli;

import dev.slipway.deployer.console.Console;
import dev.slipway.deployer.console.Progress;
import dev.slipway.inference.Printable;
import java.io.PrintStream;
import java.util.function.Supplier;

/** The console of a process: redraws on a terminal, prints plain lines elsewhere. */
final class TerminalConsole implements Console {
    private final PrintStream out;
    private final PrintStream err;
    private final boolean json;
    private final boolean terminal;
    private String drawn = "";

    TerminalConsole(PrintStream out, PrintStream err, boolean json, boolean terminal) {
        this.out = out;
        this.err = err;
        this.json = json;
        this.terminal = terminal;
    }

    @Override
    public boolean json() {
        return json;
    }

    @Override
    public boolean interactive() {
        return terminal;
    }

    @Override
    public synchronized void say(String line) {
        drawn = "";
        err.println(Printable.lines(line));
    }

    @Override
    public synchronized void result(Object value, Supplier<String> text) {
        drawn = "";
        out.println(json ? Json.write(value) : Printable.lines(text.get()));
        out.flush();
    }

    @Override
    public synchronized void redraw(String block) {
        if (block.equals(drawn)) {
            return;
        }
        if (terminal && !drawn.isEmpty()) {
            // Up to the first line of the block drawn before, and clear from there to the screen's end.
            err.print("\u001b[" + drawn.lines().count() + "A\r\u001b[J");
        }
        err.println(Printable.lines(block));
        drawn = block;
    }

    @Override
    public synchronized Progress progress(String task, long total, String unit) {
        drawn = "";
        return terminal ? new BarProgress(err, task, total, unit) : new LineProgress(this, task, total, unit);
    }
}
