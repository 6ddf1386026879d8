package dev.slipway.deployer.ci;

import dev.slipway.deployer.ExitCode;
import dev.slipway.deployer.SlipwayException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What a pipeline is written for. Everything here ends up in files that run: nothing but plain names is taken.
 *
 * @param bundles folders, relative to the project
 * @param environment of slipway.yaml
 * @param branch that deploys
 * @param host of GitLab
 */
public record PipelineSettings(List<String> bundles, String environment, String branch, String host) {
    private static final Pattern FOLDER = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]*(/[A-Za-z0-9_][A-Za-z0-9_.-]*)*");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]*");
    private static final Pattern BRANCH = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_./-]*");
    private static final Pattern HOST = Pattern.compile("[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:[0-9]{1,5})?");

    public PipelineSettings {
        bundles = List.copyOf(bundles);
        List<String> faults = new ArrayList<>();
        if (bundles.isEmpty()) {
            faults.add("no bundle: name the folders of those that the pipeline shall deploy");
        }
        bundles.forEach(bundle -> require(FOLDER, "the bundle", bundle, faults));
        require(NAME, "the environment", environment, faults);
        require(BRANCH, "the branch", branch, faults);
        require(HOST, "the host", host, faults);
        if (!faults.isEmpty()) {
            throw new SlipwayException(
                    ExitCode.USAGE,
                    "no pipeline can be written:\n  - " + String.join("\n  - ", faults),
                    "correct what is named; slipway ci init --help shows examples");
        }
    }

    private static void require(Pattern form, String what, String value, List<String> faults) {
        if (!form.matcher(value).matches()) {
            faults.add(what + " '" + value + "' is written with other than letters, digits, '-', '_', '.' and '/'");
        }
    }
}
