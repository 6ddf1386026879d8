package dev.slipway.deployer.child;

import dev.slipway.deployer.ExitCode;
import dev.slipway.deployer.SlipwayException;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Runs a main class on a model in a JVM of its own, under limits, and turns its end into a verdict. */
public final class ModelProcess {
    private static final String SHELL = "/bin/sh";
    /**
     * Each limit is set where the system can. No core dump, which would hold the model; processor time, size of files,
     * memory that is written to, addresses; and when the machine itself runs out of memory, the child goes first.
     */
    private static final String LIMITED = """
            exec 3>&2 2>/dev/null
            ulimit -c 0
            ulimit -t "$1"
            ulimit -f "$2"
            ulimit -d "$3"
            ulimit -v "$4"
            { echo 1000 > /proc/self/oom_score_adj; }
            shift 4
            exec "$@" 2>&3 3>&-
            """;

    /** All that a child learns of its deployer's environment: no credentials, no tokens, no agents. */
    private static final Set<String> PASSED_ON =
            Set.of("PATH", "LANG", "LC_ALL", "LC_CTYPE", "TZ", "LD_LIBRARY_PATH", "SYSTEMROOT");

    private static final int MOST_WORDS = 1 << 20;

    private final String mainClass;
    private final String classPath;
    private final ChildLimits limits;

    public ModelProcess(String mainClass, ChildLimits limits) {
        this(mainClass, absolute(System.getProperty("java.class.path")), limits);
    }

    ModelProcess(String mainClass, String classPath, ChildLimits limits) {
        this.mainClass = mainClass;
        this.classPath = classPath;
        this.limits = limits;
    }

    /**
     * Runs the class and returns what it printed.
     *
     * @param task what is done with the model, for messages: {@code opening}, {@code running}
     * @throws SlipwayException REFUSED when the model broke the child, a limit, or was refused by it
     */
    public byte[] run(String task, Path model, List<String> arguments) {
        Path folder = temporaryFolder();
        try {
            return new ChildVerdict(task, model, limits).of(end(folder, arguments));
        } catch (IOException e) {
            throw new SlipwayException(
                    ExitCode.FAILED,
                    "cannot run a child process for " + model + ": " + e,
                    "check that " + java() + " runs and that the temporary folder has room",
                    e);
        } finally {
            remove(folder);
        }
    }

    private ChildEnd end(Path folder, List<String> arguments) throws IOException {
        Path out = folder.resolve("out");
        Path err = folder.resolve("err");
        // Files, not pipes: nothing that the child prints can block it or fill this process.
        ProcessBuilder builder = new ProcessBuilder(command(folder, arguments))
                .directory(folder.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        // What opens an unknown model has no business with this process's credentials.
        builder.environment().keySet().removeIf(name -> name.startsWith("AWS_"));
        // Not as an option: ONNX Runtime 1.29 crashes at its start in a process whose command line is some KB long.
        builder.environment().keySet().removeIf(name -> !PASSED_ON.contains(name.toUpperCase(Locale.ROOT)));
        builder.environment().put("CLASSPATH", classPath);
        builder.environment().put("HOME", folder.toString());
        Process process = builder.start();
        try {
            process.getOutputStream().close();
            boolean ended = process.waitFor(limits.time().toMillis(), TimeUnit.MILLISECONDS);
            int exit = ended ? process.exitValue() : ChildEnd.TIMED_OUT;
            return new ChildEnd(exit, Files.readAllBytes(out), words(err));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SlipwayException(ExitCode.INTERRUPTED, "interrupted", "run the same command to go on", e);
        } finally {
            process.destroyForcibly();
        }
    }

    /** The end of what it said, whatever bytes that is. */
    private static String words(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            in.skipNBytes(Math.max(0, Files.size(file) - MOST_WORDS));
            return new String(in.readNBytes(MOST_WORDS), StandardCharsets.UTF_8);
        }
    }

    private List<String> command(Path folder, List<String> arguments) {
        List<String> command = new ArrayList<>();
        if (Files.isExecutable(Path.of(SHELL))) {
            command.addAll(List.of(SHELL, "-c", LIMITED, "slipway-child"));
            command.addAll(limits.shell());
        }
        command.addAll(List.of(
                java(),
                "-Xmx" + limits.heap() + "m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:CompressedClassSpaceSize=64m",
                "-XX:ReservedCodeCacheSize=64m",
                "-XX:+ExitOnOutOfMemoryError",
                "-XX:+SuppressFatalErrorMessage",
                "-Xshare:auto",
                // ONNX Runtime unpacks its library there, and a child that is killed leaves it behind.
                "-Djava.io.tmpdir=" + folder,
                mainClass));
        command.addAll(arguments);
        return command;
    }

    /** The child has another working folder. */
    private static String absolute(String classPath) {
        return Arrays.stream(classPath.split(File.pathSeparator))
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    private static Path temporaryFolder() {
        try {
            return Files.createTempDirectory("slipway-child");
        } catch (IOException e) {
            throw new SlipwayException(
                    ExitCode.FAILED, "cannot make a temporary folder: " + e, "make room in " + tmp(), e);
        }
    }

    private static String tmp() {
        return System.getProperty("java.io.tmpdir");
    }

    private static void remove(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException | UncheckedIOException e) {
            // Something of the child's is left in the temporary folder; the system empties it.
            folder.toFile().deleteOnExit();
        }
    }
}
