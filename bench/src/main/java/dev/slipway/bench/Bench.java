package dev.slipway.bench;

import dev.slipway.bench.report.Section;
import dev.slipway.bench.share.FunctionShare;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Runs the measurements in the project's root, prints each as a table, and writes the page when all of them ran. Arguments:
 * the names of those that are wanted, none for all.
 */
public final class Bench {
    private static final int USAGE = 2;
    private static final int ROUNDS = 2_000;

    private Bench() {}

    public static void main(String[] args) throws InterruptedException {
        Map<String, Measure> all = measures();
        Set<String> wanted = args.length == 0 ? all.keySet() : Set.of(args);
        if (!all.keySet().containsAll(wanted)) {
            System.err.println(
                    "slipway-bench: there is no such measurement in " + wanted + "; there are " + all.keySet());
            System.exit(USAGE);
        }
        Path home = Path.of("").toAbsolutePath();
        var sections = new ArrayList<Section>();
        try {
            for (var entry : all.entrySet()) {
                if (wanted.contains(entry.getKey())) {
                    sections.addAll(print(entry.getValue().run(home)));
                }
            }
            if (wanted.equals(all.keySet())) {
                PerformancePage.write(home.resolve("docs/performance.md"), sections);
            }
        } catch (IOException failed) {
            System.err.println("slipway-bench: " + failed.getMessage());
            System.exit(1);
        }
    }

    private static Map<String, Measure> measures() {
        var measures = new LinkedHashMap<String, Measure>();
        measures.put("start", new CloudStart());
        measures.put("predict", new WarmPredict());
        measures.put(
                "share", home -> List.of(new FunctionShare(home.resolve("models/diamonds"), ROUNDS, ROUNDS).measure()));
        return measures;
    }

    private static List<Section> print(List<Section> sections) {
        sections.forEach(section -> System.out.println(section.markdown()));
        return sections;
    }
}
