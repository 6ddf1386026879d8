package dev.slipway.bench.process;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** The packaged embedded cloud, started with the flags that {@code local up} gives it. */
public final class CloudProcess implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 60;
    private static final long POLL_NANOS = 2_000_000;

    private final Process process;
    private final int port;
    private final long startNanos;

    private CloudProcess(Process process, int port, long startNanos) {
        this.process = process;
        this.port = port;
        this.startNanos = startNanos;
    }

    /** Starts it and returns when it answers. */
    public static CloudProcess start(BenchProject project) throws IOException {
        Files.createDirectories(project.state());
        int port = freePort();
        long began = System.nanoTime();
        Process process = new ProcessBuilder(
                        java(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Xmx160m",
                        "-Xshare:auto",
                        "-jar",
                        project.home().resolve("local/target/slipway-local.jar").toString(),
                        "--port",
                        String.valueOf(port),
                        "--state",
                        project.state().toString(),
                        "--project",
                        project.folder().toString())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        long deadline = began + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!answers(port)) {
            if (!process.isAlive() || System.nanoTime() > deadline) {
                process.destroyForcibly();
                throw new IOException("the embedded cloud does not answer on port " + port
                        + "; see its message above, and build it with mvn package -DskipTests");
            }
            LockSupport.parkNanos(POLL_NANOS);
        }
        return new CloudProcess(process, port, System.nanoTime() - began);
    }

    static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static boolean answers(int port) throws IOException {
        var health = (HttpURLConnection) URI.create("http://127.0.0.1:" + port + "/_slipway/health")
                .toURL()
                .openConnection();
        health.setConnectTimeout(1_000);
        health.setReadTimeout(1_000);
        try {
            return health.getResponseCode() == HttpURLConnection.HTTP_OK;
        } catch (IOException notYet) {
            return false; // the port is not open yet: the caller waits
        } finally {
            health.disconnect();
        }
    }

    /** From the start of the process to its first answer. */
    public long startNanos() {
        return startNanos;
    }

    /** The API's URL for a path of the protocol. */
    public URI api(String path) {
        return URI.create("http://127.0.0.1:" + port + "/_api" + path);
    }

    /** Resident memory in KiB. */
    public long residentKibibytes() throws IOException {
        return resident(process.pid());
    }

    /** Resident memory of each worker, in KiB. */
    public List<Long> workersKibibytes() throws IOException {
        var sizes = new java.util.ArrayList<Long>();
        for (ProcessHandle worker : process.descendants().toList()) {
            sizes.add(resident(worker.pid()));
        }
        return sizes;
    }

    private static long resident(long pid) throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc", String.valueOf(pid), "status"))) {
            if (line.startsWith("VmRSS:")) {
                return Long.parseLong(line.replaceAll("\\D", ""));
            }
        }
        throw new IOException("/proc/" + pid + "/status has no VmRSS");
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }
}
