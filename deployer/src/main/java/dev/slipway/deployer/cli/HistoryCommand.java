package dev.slipway.deployer.cli;

import dev.slipway.deployer.ExitCode;
import dev.slipway.deployer.cloud.Alias;
import dev.slipway.deployer.cloud.Functions;
import dev.slipway.deployer.cloud.ModelStack;
import dev.slipway.deployer.ledger.Ledger;
import dev.slipway.deployer.ledger.Pruned;
import dev.slipway.deployer.ledger.Release;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** The ledger, joined with what the aliases say now. */
@Command(
        name = "history",
        description = "Lists a model's releases: when, by whom, from which commit, how good.",
        footer = {"", "Example:", "  slipway history penguins"})
final class HistoryCommand extends SlipwayCommand {
    private static final int SHORT = 12;

    @Parameters(paramLabel = "MODEL", description = "The model's name.")
    String model = "";

    /**
     * One release.
     *
     * @param aliases those that point at it
     * @param pruned when and by whom its version was deleted; empty while it is there
     */
    record Entry(Release release, List<String> aliases, Optional<Pruned> pruned) {
        Entry {
            aliases = List.copyOf(aliases);
        }
    }

    @Override
    ExitCode run(CommandContext context) {
        ModelStack stack = context.stack(model);
        Functions functions = context.cloud().functions();
        List<Alias> aliases = Stream.of(stack.live(), stack.candidate())
                .flatMap(name -> functions.alias(stack.function(), name).stream())
                .toList();
        List<Entry> entries = new ArrayList<>();
        Ledger ledger = new Ledger(context.cloud().objects(stack.bucket()), stack.function());
        Map<String, Pruned> pruned = ledger.pruned();
        ledger.list()
                .forEach(release -> entries.add(
                        0,
                        new Entry(
                                release,
                                names(aliases, release.version()),
                                Optional.ofNullable(pruned.get(release.version())))));
        context.console().result(entries, () -> text(entries));
        return ExitCode.OK;
    }

    private static List<String> names(List<Alias> aliases, String version) {
        return aliases.stream()
                .filter(alias ->
                        alias.version().equals(version) || alias.weights().containsKey(version))
                .map(Alias::name)
                .toList();
    }

    private String text(List<Entry> entries) {
        if (entries.isEmpty()) {
            return model + " has no release yet; next: ./slipway deploy with a bundle of it";
        }
        StringBuilder text = new StringBuilder(String.format(
                "%-8s %-20s %-13s %-13s %-17s %s", "VERSION", "WHEN", "MODEL", "COMMIT", "SCORE", "ALIASES"));
        for (Entry entry : entries) {
            Release release = entry.release();
            String commit = release.git()
                    .map(git -> git.commit().substring(0, SHORT) + (git.dirty() ? "+" : ""))
                    .orElse("-");
            String score = release.score()
                    .map(found ->
                            found.metric().name().toLowerCase(Locale.ROOT) + String.format(" %.4f", found.value()))
                    .orElse("-");
            text.append(String.format(
                    "%n%-8s %-20.19s %-13s %-13s %-17s %s",
                    release.version(),
                    release.at(),
                    release.digest().substring(0, SHORT),
                    commit,
                    score,
                    entry.pruned()
                            .map(gone -> String.format("pruned %.19s", gone.at()))
                            .orElse(String.join(", ", entry.aliases()))));
        }
        return text.toString();
    }
}
