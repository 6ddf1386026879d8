package dev.slipway.local;

import java.io.IOException;
import java.time.Clock;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;

/** The embedded cloud as a process: {@code java -jar slipway-local.jar --port 0 --state DIR --project DIR}. */
public final class Main {
    private static final int USAGE_ERROR = 2;

    private Main() {}

    /** Prints what {@code cloud.json} says once it answers, then runs until SIGTERM. */
    public static void main(String[] args) throws InterruptedException {
        try {
            EmbeddedCloud cloud = EmbeddedCloud.start(CloudOptions.parse(args), Clock.systemUTC());
            Runtime.getRuntime().addShutdownHook(new Thread(() -> close(cloud), "stop"));
            System.out.println(cloud.announce(Clock.systemUTC()));
            new CountDownLatch(1).await();
        } catch (IllegalArgumentException e) {
            fail(String.valueOf(e.getMessage()), USAGE_ERROR);
        } catch (IOException e) {
            fail("cannot start the embedded cloud: " + e.getMessage(), 1);
        }
    }

    static String version() {
        return Objects.requireNonNullElse(Main.class.getPackage().getImplementationVersion(), "development");
    }

    private static void fail(String message, int exitCode) {
        System.err.println("slipway-local: " + message);
        System.exit(exitCode);
    }

    private static void close(EmbeddedCloud cloud) {
        try {
            cloud.close();
        } catch (IOException e) {
            System.err.println("slipway-local: while stopping: " + e.getMessage());
        }
    }
}
