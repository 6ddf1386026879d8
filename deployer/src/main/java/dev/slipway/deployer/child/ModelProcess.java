package dev.slipway.deployer.child;

import dev.slipway.deployer.ExitCode;
import dev.slipway.deployer.SlipwayException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** Runs a main class on a model in a JVM of its own, under limits, and turns its end into a verdict. */
public final class ModelProcess {
    private static final String SHELL = "/bin/sh";
    /** Address space is limited where the system can; a core dump of a crash would hold the model. */
    private static final String LIMITED = "ulimit -c 0 2>/dev/null; ulimit -v \"$1\" 2>/dev/null; shift; exec \"$@\"";

    private static final long KB_A_MB = 1024;

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
        ProcessBuilder builder = new ProcessBuilder(command(arguments))
                .directory(folder.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        // Not as an option: ONNX Runtime 1.29 crashes at its start in a process whose command line is some KB long.
        builder.environment().put("CLASSPATH", classPath);
        Process process = builder.start();
        try {
            process.getOutputStream().close();
            boolean ended = process.waitFor(limits.time().toMillis(), TimeUnit.MILLISECONDS);
            int exit = ended ? process.exitValue() : ChildEnd.TIMED_OUT;
            return new ChildEnd(exit, Files.readAllBytes(out), Files.readString(err));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SlipwayException(ExitCode.INTERRUPTED, "interrupted", "run the same command to go on", e);
        } finally {
            process.destroyForcibly();
        }
    }

    private List<String> command(List<String> arguments) {
        List<String> command = new ArrayList<>();
        if (Files.isExecutable(Path.of(SHELL))) {
            long kilobytes = (limits.heap() + limits.memory()) * KB_A_MB;
            command.addAll(List.of(SHELL, "-c", LIMITED, "slipway-child", Long.toString(kilobytes)));
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
        try {
            Files.deleteIfExists(folder.resolve("out"));
            Files.deleteIfExists(folder.resolve("err"));
            Files.deleteIfExists(folder);
        } catch (IOException e) {
            // Something of the child's is left in the temporary folder; the system empties it.
            folder.toFile().deleteOnExit();
        }
    }
}
