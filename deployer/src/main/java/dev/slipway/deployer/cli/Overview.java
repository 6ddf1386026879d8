package dev.slipway.deployer.cli;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.UsageMessageSpec;

/** The list of commands as the overview shows it: by what one wants to do. */
final class Overview {
    private static final Map<String, List<String>> GROUPS = groups();
    private static final int NAME_WIDTH = 10;

    private Overview() {}

    private static Map<String, List<String>> groups() {
        Map<String, List<String>> groups = new LinkedHashMap<>();
        groups.put("Look around", List.of("demo", "local", "bench"));
        groups.put("Make a bundle", List.of("init", "check", "evaluate"));
        groups.put("Ship it", List.of("plan", "deploy", "push", "release"));
        groups.put("In a pipeline", List.of("ci"));
        groups.put("Move traffic", List.of("rollout", "shift", "rollback"));
        groups.put("See what is there", List.of("status", "history", "diff", "predict", "invoke"));
        groups.put("Trust it", List.of("key", "verify"));
        groups.put("Clear up", List.of("prune"));
        return groups;
    }

    static void applyTo(CommandLine commandLine) {
        commandLine.getHelpSectionMap().put(UsageMessageSpec.SECTION_KEY_COMMAND_LIST, Overview::list);
        commandLine.getHelpSectionMap().remove(UsageMessageSpec.SECTION_KEY_COMMAND_LIST_HEADING);
        commandLine
                .getCommandSpec()
                .usageMessage()
                .footer("", "slipway COMMAND --help shows a command's options and examples.");
    }

    private static String list(Help help) {
        StringBuilder list = new StringBuilder();
        GROUPS.forEach((title, names) -> {
            list.append(System.lineSeparator()).append(title).append(':').append(System.lineSeparator());
            help.subcommands().entrySet().stream()
                    .filter(command -> names.contains(command.getKey()))
                    .sorted(Comparator.comparingInt(command -> names.indexOf(command.getKey())))
                    .forEach(command -> list.append(line(command.getKey(), command.getValue())));
        });
        return list.toString();
    }

    private static String line(String name, Help command) {
        String[] description = command.commandSpec().usageMessage().description();
        String first = description.length == 0 ? "" : description[0];
        return "  " + name + " ".repeat(Math.max(1, NAME_WIDTH - name.length())) + first + System.lineSeparator();
    }
}
