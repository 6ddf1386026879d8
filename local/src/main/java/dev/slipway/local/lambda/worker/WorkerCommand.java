package dev.slipway.local.lambda.worker;

import com.amazonaws.services.lambda.runtime.LambdaRuntime;
import com.amazonaws.services.lambda.runtime.api.client.AWSLambda;
import com.amazonaws.services.lambda.runtime.serialization.util.ReflectUtil;
import dev.slipway.local.identity.SessionKey;
import dev.slipway.local.lambda.boot.WorkerMain;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.utilslite.SdkInternalThreadLocal;

/** The command line and environment of a worker, as Lambda's Java runtime sets them. */
final class WorkerCommand {
    private static final int HEAP_PERCENT = 85;
    private static final int NATIVE_ACCESS_SINCE = 22;

    private final Path bootFolder;
    private final Supplier<String> endpoint;
    private final String runtimeClassPath;
    private final List<String> nativeClient;

    private WorkerCommand(
            Path bootFolder, Supplier<String> endpoint, String runtimeClassPath, List<String> nativeClient) {
        this.bootFolder = bootFolder;
        this.endpoint = endpoint;
        this.runtimeClassPath = runtimeClassPath;
        this.nativeClient = nativeClient;
    }

    /** Copies what workers need of ours, one class, so that the cloud's own jar stays off their class path. */
    static WorkerCommand install(Path bootFolder, Supplier<String> endpoint) throws IOException {
        String file = WorkerMain.class.getName().replace('.', '/') + ".class";
        Path target = bootFolder.resolve(file);
        Files.createDirectories(Objects.requireNonNull(target.getParent()));
        try (InputStream bytes =
                Objects.requireNonNull(WorkerMain.class.getClassLoader().getResourceAsStream(file), file)) {
            Files.copy(bytes, target, StandardCopyOption.REPLACE_EXISTING);
        }
        String runtime = Stream.of(
                        AWSLambda.class, LambdaRuntime.class, ReflectUtil.class, SdkInternalThreadLocal.class)
                .map(WorkerCommand::jarOf)
                .distinct()
                .collect(Collectors.joining(File.pathSeparator));
        return new WorkerCommand(bootFolder, endpoint, runtime, NativeClient.install(bootFolder));
    }

    ProcessBuilder build(WorkerSpec spec, SessionKey key, String runtimeApi, String logStream, Path tmp) {
        ProcessBuilder builder = new ProcessBuilder(arguments(spec, tmp))
                .directory(spec.code().toFile())
                .redirectErrorStream(true);
        Map<String, String> environment = builder.environment();
        environment.clear();
        environment.putAll(spec.environment());
        environment.putAll(reserved(spec, key, runtimeApi, logStream, tmp));
        return builder;
    }

    private List<String> arguments(WorkerSpec spec, Path tmp) {
        List<String> arguments = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xshare:auto",
                "-Xmx" + spec.memoryMegabytes() * HEAP_PERCENT / 100 + "m",
                "-Djava.io.tmpdir=" + tmp));
        arguments.addAll(nativeClient);
        if (Runtime.version().feature() >= NATIVE_ACCESS_SINCE) {
            arguments.add("--enable-native-access=ALL-UNNAMED");
        }
        String classPath = String.join(
                File.pathSeparator,
                bootFolder.toString(),
                runtimeClassPath,
                spec.code().toString(),
                spec.code().resolve("lib").resolve("*").toString());
        arguments.addAll(
                List.of("-cp", classPath, WorkerMain.class.getName(), AWSLambda.class.getName(), spec.handler()));
        return arguments;
    }

    private Map<String, String> reserved(
            WorkerSpec spec, SessionKey key, String runtimeApi, String logStream, Path tmp) {
        return Map.ofEntries(
                Map.entry("PATH", Objects.requireNonNullElse(System.getenv("PATH"), "/usr/bin:/bin")),
                Map.entry("LANG", "en_US.UTF-8"),
                Map.entry("TZ", ":UTC"),
                Map.entry("TMPDIR", tmp.toString()),
                Map.entry("_HANDLER", spec.handler()),
                Map.entry("AWS_EXECUTION_ENV", "AWS_Lambda_" + spec.runtime()),
                Map.entry("AWS_LAMBDA_RUNTIME_API", runtimeApi),
                Map.entry("AWS_LAMBDA_FUNCTION_NAME", spec.functionName()),
                Map.entry("AWS_LAMBDA_FUNCTION_VERSION", spec.version()),
                Map.entry("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", Integer.toString(spec.memoryMegabytes())),
                Map.entry("AWS_LAMBDA_INITIALIZATION_TYPE", "on-demand"),
                Map.entry("AWS_LAMBDA_LOG_GROUP_NAME", spec.logGroup()),
                Map.entry("AWS_LAMBDA_LOG_STREAM_NAME", logStream),
                Map.entry("LAMBDA_TASK_ROOT", spec.code().toString()),
                Map.entry("LAMBDA_RUNTIME_DIR", bootFolder.toString()),
                Map.entry("AWS_REGION", "us-east-1"),
                Map.entry("AWS_DEFAULT_REGION", "us-east-1"),
                Map.entry("AWS_ACCESS_KEY_ID", key.accessKey()),
                Map.entry("AWS_SECRET_ACCESS_KEY", key.secret()),
                Map.entry("AWS_SESSION_TOKEN", key.token()),
                Map.entry("AWS_ENDPOINT_URL", endpoint.get()));
    }

    private static String jarOf(Class<?> type) {
        try {
            return Path.of(type.getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException("cannot tell where " + type + " comes from", e);
        }
    }
}
