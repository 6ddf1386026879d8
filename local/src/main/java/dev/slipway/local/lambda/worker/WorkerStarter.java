package dev.slipway.local.lambda.worker;

import dev.slipway.local.identity.SessionKey;
import dev.slipway.local.lambda.control.FunctionRoles;
import dev.slipway.local.lambda.runtime.RuntimeApi;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Comparator;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Starts worker processes, each with its own place at the Runtime API, log stream and temporary folder. */
public final class WorkerStarter {
    private final RuntimeApi api;
    private final WorkerCommand command;
    private final Path tmp;
    private final FunctionRoles roles;
    private final Clock clock;

    /**
     * @param folder for what workers need and leave; an earlier cloud's leavings in it are removed
     * @param endpoint the cloud's address, asked for when a worker starts
     */
    public WorkerStarter(RuntimeApi api, Path folder, Supplier<String> endpoint, FunctionRoles roles, Clock clock)
            throws IOException {
        this.api = api;
        this.command = WorkerCommand.install(folder.resolve("boot"), endpoint);
        this.tmp = folder.resolve("tmp");
        this.roles = roles;
        this.clock = clock;
        delete(tmp);
    }

    Worker start(WorkerSpec spec, Consumer<Worker> whenIdle, Consumer<Worker> whenDead) {
        String id = UUID.randomUUID().toString();
        SessionKey key = roles.credentials(spec.role(), spec.functionName());
        WorkerLog log = new WorkerLog(roles.logs(spec.role(), spec.functionName()), clock, spec);
        try {
            Path own = Files.createDirectories(tmp.resolve(id));
            LateSandbox sandbox = new LateSandbox();
            String address = api.register(id, sandbox);
            log.line("INIT_START Runtime Version: " + spec.runtime());
            Process process =
                    command.build(spec, key, address, log.stream(), own).start();
            Worker worker = new Worker(spec, key.expires(), process, log, whenIdle);
            sandbox.is(worker);
            process.onExit().thenRun(() -> {
                api.forget(id);
                whenDead.accept(worker);
                deleteQuietly(own, log);
            });
            return worker;
        } catch (IOException e) {
            api.forget(id);
            throw new UncheckedIOException("a worker for " + spec.functionName() + " cannot be started", e);
        }
    }

    private static void deleteQuietly(Path folder, WorkerLog log) {
        try {
            delete(folder);
        } catch (IOException e) {
            log.line("the worker's temporary folder cannot be removed: " + e);
        }
    }

    private static void delete(Path root) throws IOException {
        if (!Files.exists(root)) {
            return;
        }
        try (Stream<Path> inside = Files.walk(root)) {
            for (Path path : inside.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
