package dev.slipway.acceptance;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A folder with what {@code sam deploy} reads, and the SAM command in it, pointed at a cloud by the environment. */
final class SamProject {
    private static final String JAR = "function/target/slipway-function-x64.jar";
    private static final List<String> READ = List.of("template.yaml", "samconfig.toml", JAR);
    private static final int MINUTES = 5;

    /** Where the command is, for a machine that has it elsewhere than on the PATH. */
    private static final String SAM = "SLIPWAY_SAM";

    private final Path folder;
    private final Map<String, String> cloud;

    private SamProject(Path folder, Map<String, String> cloud) {
        this.folder = folder;
        this.cloud = cloud;
    }

    /** @param cloud variables that say where the cloud is and who calls it */
    static SamProject in(Path folder, Map<String, String> cloud) throws IOException {
        for (String file : READ) {
            Files.createDirectories(folder.resolve(file).getParent());
            Files.copy(Slipway.home().resolve(file), folder.resolve(file));
        }
        return new SamProject(folder, cloud);
    }

    /** Why it cannot be run on this machine; empty where it can. */
    static Optional<String> missing() {
        return sam().isPresent()
                ? Optional.empty()
                : Optional.of("no sam on the PATH, and " + SAM + " names none (pip install aws-sam-cli)");
    }

    private static Optional<String> sam() {
        String path = System.getenv().getOrDefault("PATH", "");
        return Stream.concat(
                        Stream.ofNullable(System.getenv(SAM)),
                        Arrays.stream(path.split(File.pathSeparator)).map(part -> part + "/sam"))
                .filter(candidate -> Files.isExecutable(Path.of(candidate)))
                .findFirst();
    }

    /** Runs {@code sam} to its end. */
    Slipway.Outcome sam(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(sam().orElseThrow()));
        command.addAll(List.of(arguments));
        Path out = Files.createTempFile(folder, "sam", ".out");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(out.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("AWS_"));
        builder.environment().putAll(cloud);
        builder.environment().put("SAM_CLI_TELEMETRY", "0");
        Process process = builder.start();
        process.getOutputStream().close(); // a question gets no answer, and ends it
        if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new AssertionError("no end after " + MINUTES + " minutes: " + command + "\n" + Files.readString(out));
        }
        return new Slipway.Outcome(command, process.exitValue(), Files.readString(out, StandardCharsets.UTF_8), "");
    }

    /** Other code that does the same: the jar gets an entry that nobody reads. */
    void changeCode() throws IOException {
        try (FileSystem jar = FileSystems.newFileSystem(folder.resolve(JAR))) {
            Files.writeString(jar.getPath("META-INF/changed.txt"), "another build");
        }
    }
}
