package dev.slipway.deployer.demo;

import dev.slipway.deployer.ExitCode;
import dev.slipway.deployer.SlipwayException;
import dev.slipway.deployer.cloud.Cloud;
import dev.slipway.deployer.cloud.CloudAccess;
import dev.slipway.deployer.cloud.ModelStack;
import dev.slipway.deployer.console.Console;
import dev.slipway.deployer.local.LocalCloud;
import dev.slipway.deployer.project.EmbeddedCloudFile;
import dev.slipway.deployer.rollout.Split;
import dev.slipway.deployer.traffic.Answer;
import dev.slipway.deployer.traffic.PredictClient;
import dev.slipway.deployer.traffic.SteadyLoad;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;

/** The demo, scene by scene: each command is the real one, and what it claims is checked from outside. */
public final class Demo {
    private static final double REQUESTS_A_SECOND = 150;
    private static final int CLIENTS = 3;
    private static final int WIDTH = 90;
    private static final String V1 = "penguins-v1";
    private static final String V2 = "penguins-v2";
    private static final String BAD = "penguins-v3-bad";

    private final DemoProject project;
    private final LocalCloud local;
    private final Commands commands;
    private final Function<CloudAccess, Cloud> clouds;
    private final Console console;
    private final long start = System.nanoTime();

    public Demo(
            DemoProject project,
            LocalCloud local,
            Commands commands,
            Function<CloudAccess, Cloud> clouds,
            Console console) {
        this.project = project;
        this.local = local;
        this.commands = commands;
        this.clouds = clouds;
        this.console = console;
    }

    /**
     * Runs all of it, and leaves nothing running unless {@code keep}.
     *
     * @throws SlipwayException when anything did not happen as it must
     */
    public DemoReport run(boolean keep) throws InterruptedException {
        boolean kept = false;
        try {
            EmbeddedCloudFile up = start();
            firstRelease(up);
            DemoReport report = rollouts(up);
            require(report);
            kept = keep;
            return report;
        } finally {
            if (!kept) {
                stop();
            }
        }
    }

    private EmbeddedCloudFile start() throws InterruptedException {
        stop();
        project.prepare();
        scene("an embedded cloud on this machine: Lambda, API Gateway, S3, CloudWatch", "local up");
        // In a session of its own: Ctrl-C reaches the demo alone, which then stops it in order.
        EmbeddedCloudFile up = local.up(0, true);
        console.say("endpoint  " + up.endpoint());
        return up;
    }

    private void firstRelease(EmbeddedCloudFile up) throws InterruptedException {
        run("a real model: which penguin is it?", ExitCode.OK, "check", project.bundle(V1));
        run("its first release", ExitCode.OK, "deploy", project.bundle(V1));
        byte[] request = project.traffic().get(0);
        PredictClient client = new PredictClient(up.api(), DemoProject.MODEL);
        scene("a prediction through the API's URL", "predict penguins --data request.json");
        Answer answer = client.predict(request);
        console.say("POST " + client.url());
        wrapped(new String(request, StandardCharsets.UTF_8));
        console.say("" + answer.status());
        wrapped(answer.body());
        if (!answer.ok()) {
            throw new SlipwayException(ExitCode.FAILED, "the first prediction failed", "see slipway local status");
        }
    }

    private DemoReport rollouts(EmbeddedCloudFile up) throws InterruptedException {
        PredictClient client = new PredictClient(up.api(), DemoProject.MODEL);
        try (Cloud cloud = clouds.apply(CloudAccess.embeddedAt(up.endpoint(), up.credentials()));
                SteadyLoad load = new SteadyLoad(client, project.traffic(), REQUESTS_A_SECOND, CLIENTS);
                SplitWatch watch = new SplitWatch(cloud.functions(), stack(cloud), load.tally())) {
            run(
                    "a better model, under " + (int) REQUESTS_A_SECOND + " requests a second",
                    ExitCode.OK,
                    "deploy",
                    project.bundle(V2));
            long failuresBefore = load.tally().failures();
            List<ObservedSplit> splits = splits(watch.segments());
            int seen = watch.segments().size();
            run(
                    "a model that passed every check and fails on real traffic",
                    ExitCode.ROLLED_BACK,
                    "deploy",
                    project.bundle(BAD));
            Thread.sleep(500);
            List<SplitWatch.Segment> after = watch.segments();
            return new DemoReport(
                    splits,
                    load.tally().requests(),
                    load.tally().failures(),
                    failuresBefore,
                    exposure(after.subList(Math.min(seen, after.size()), after.size())),
                    (System.nanoTime() - start) / 1e9);
        }
    }

    private static ModelStack stack(Cloud cloud) {
        return ModelStack.of(
                DemoProject.MODEL,
                cloud.stacks().describe("slipway-" + DemoProject.MODEL).orElseThrow());
    }

    private static List<ObservedSplit> splits(List<SplitWatch.Segment> segments) {
        return segments.stream()
                .filter(segment -> !segment.split().weights().isEmpty())
                .map(Demo::observed)
                .toList();
    }

    private static ObservedSplit observed(SplitWatch.Segment segment) {
        String canary = segment.split().weights().keySet().iterator().next();
        return new ObservedSplit(
                canary, 100 * segment.split().share(canary), segment.requests(), segment.requests(canary));
    }

    /** How long the bad version had traffic; negative when it was not seen to have some and then none. */
    private static double exposure(List<SplitWatch.Segment> segments) {
        boolean back = !segments.isEmpty()
                && segments.get(segments.size() - 1).split().weights().isEmpty();
        Split first = back ? segments.get(0).split() : Split.all("");
        return first.weights().isEmpty()
                ? -1
                : (segments.get(segments.size() - 1).began() - segments.get(0).began()) / 1e9;
    }

    private void require(DemoReport report) {
        List<String> faults = report.faults();
        if (!faults.isEmpty()) {
            throw new SlipwayException(
                    ExitCode.FAILED,
                    "the demo did not show what it promises:\n  - " + String.join("\n  - ", faults),
                    "run it again on a quieter machine; if it says the same, report it");
        }
    }

    private void run(String title, ExitCode expected, String command, String bundle) throws InterruptedException {
        String shown = project.home().relativize(java.nio.file.Path.of(bundle)).toString();
        scene(title, command + " " + shown);
        int exit = commands.run(command, bundle);
        if (exit == ExitCode.INTERRUPTED.code()) {
            throw new InterruptedException();
        }
        if (exit != expected.code()) {
            throw new SlipwayException(
                    ExitCode.FAILED,
                    "slipway " + command + " " + shown + " ended with " + exit + " instead of " + expected.code(),
                    "see what it said above");
        }
    }

    private void scene(String title, String command) {
        console.say("");
        console.say("# " + title);
        console.say("$ ./slipway " + command);
    }

    /** JSON in lines that fit a terminal, broken after a comma. */
    private void wrapped(String json) {
        String rest = json;
        while (rest.length() > WIDTH) {
            int comma = rest.lastIndexOf(',', WIDTH - 1);
            int end = comma > 0 ? comma + 1 : WIDTH;
            console.say("  " + rest.substring(0, end));
            rest = rest.substring(end);
        }
        console.say("  " + rest);
    }

    /** Whatever has happened, also Ctrl-C: nothing stays. */
    private void stop() throws InterruptedException {
        boolean interrupted = Thread.interrupted();
        local.down();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
