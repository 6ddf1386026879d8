package dev.slipway.deployer.cli;

import dev.slipway.deployer.ExitCode;
import dev.slipway.deployer.SlipwayException;
import dev.slipway.deployer.lease.Holder;
import dev.slipway.deployer.project.ProjectFile;
import dev.slipway.deployer.rollout.Shift;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Moves an alias's weights by hand. */
@Command(
        name = "shift",
        customSynopsis = "slipway shift [MODEL] ALIAS VERSION=PERCENT",
        description = "Move an alias's weights by hand, such as: shift penguins live 3=25")
final class ShiftCommand extends SlipwayCommand {
    private static final Pattern WEIGHT = Pattern.compile("(\\d{1,9})=(\\d{1,3})%?");

    @Parameters(
            arity = "2..3",
            paramLabel = "[MODEL] ALIAS VERSION=PERCENT",
            description = "MODEL may be left out where slipway.yaml names a single one.")
    List<String> words = List.of();

    @Override
    ExitCode run(CommandContext context) {
        String weight = words.get(words.size() - 1);
        Matcher matcher = WEIGHT.matcher(weight);
        if (!matcher.matches() || Integer.parseInt(matcher.group(2)) > 100) {
            throw new SlipwayException(
                    ExitCode.USAGE,
                    "'" + weight + "' is not a version and its share of the traffic",
                    "write a version's number and 0 to 100 percent, such as 3=25");
        }
        String model =
                words.size() == 3 ? words.get(0) : onlyModel(context.project().file());
        String alias = words.get(words.size() - 2);
        Shift.Result result = new Shift(context.cloud(), context.stack(model), context.clock())
                .run(alias, matcher.group(1), Integer.parseInt(matcher.group(2)), Holder.ofThisProcess("shift"));
        context.console()
                .result(
                        result,
                        () -> result.from().equals(result.to())
                                ? "nothing to do: " + alias + " is "
                                        + result.to().describe()
                                : alias + ": " + result.to().describe() + " (it was "
                                        + result.from().describe() + ")");
        return ExitCode.OK;
    }

    private static String onlyModel(ProjectFile file) {
        if (file.models().size() != 1) {
            throw new SlipwayException(
                    ExitCode.USAGE,
                    "no model was named, and slipway.yaml has " + file.models().size(),
                    "write it first: slipway shift MODEL ALIAS VERSION=PERCENT");
        }
        return file.models().keySet().iterator().next();
    }
}
