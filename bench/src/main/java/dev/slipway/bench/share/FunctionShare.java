package dev.slipway.bench.share;

import dev.slipway.bench.report.Figures;
import dev.slipway.bench.report.Section;
import dev.slipway.inference.manifest.Manifest;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What the function adds to the session's own run: event bytes in to response bytes out, for the regressor. */
public final class FunctionShare {
    private static final int ROWS = 100;
    private static final double GOAL = 1.3;
    private static final List<String> LAMBDA_FLAGS = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");
    private static final List<String> DEFAULT_FLAGS = List.of("-XX:+UseSerialGC");

    private final Path bundle;
    private final int warmup;
    private final int rounds;

    public FunctionShare(Path bundle, int warmup, int rounds) {
        this.bundle = bundle;
        this.warmup = warmup;
        this.rounds = rounds;
    }

    public Section measure() throws IOException, InterruptedException {
        var rows = new ArrayList<List<String>>();
        Manifest manifest = ShareMain.manifest(bundle);
        try (var server = new BundleServer(manifest, bundle)) {
            rows.add(row("as on Lambda (C1)", run(LAMBDA_FLAGS, server)));
            rows.add(row("C2 as well", run(DEFAULT_FLAGS, server)));
        }
        return new Section(
                "The function's share of a call",
                "Model `" + manifest.model() + "`, " + ROWS + " rows in a request. The handler (bytes of an HTTP API's"
                        + " event in, bytes of the response out, metrics written), the inference alone (body in, body"
                        + " out) and the bare `OrtSession.run`, in turn in one process; medians of " + rounds
                        + " rounds after " + warmup + ".",
                List.of("JVM", "handler", "inference", "OrtSession.run", "handler / run", "goal"),
                rows);
    }

    private static List<String> row(String name, Map<String, Double> figures) {
        double whole = figure(figures, "whole");
        double alone = figure(figures, "alone");
        return List.of(
                name,
                Figures.millis(whole),
                Figures.millis(figure(figures, "pipeline")),
                Figures.millis(alone),
                Figures.ratio(whole / alone),
                Figures.goal("<= 1.3 x", whole / alone <= GOAL));
    }

    private static double figure(Map<String, Double> figures, String name) {
        Double value = figures.get(name);
        if (value == null) {
            throw new IllegalStateException("the measuring process did not say '" + name + "'");
        }
        return value;
    }

    private Map<String, Double> run(List<String> flags, BundleServer server) throws IOException, InterruptedException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(flags);
        command.addAll(List.of("-Xmx768m", "-cp", System.getProperty("java.class.path"), ShareMain.class.getName()));
        command.addAll(
                List.of(bundle.toString(), String.valueOf(ROWS), String.valueOf(warmup), String.valueOf(rounds)));
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().putAll(server.environment());
        Process process = builder.start();
        var figures = new HashMap<String, Double>();
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                int blank = line.indexOf(' ');
                figures.put(line.substring(0, blank), Double.parseDouble(line.substring(blank + 1)));
            }
        }
        int status = process.waitFor();
        if (status != 0) {
            throw new IOException("the measuring process ended with status " + status + "; see its message above");
        }
        return figures;
    }
}
