package dev.slipway.local.lambda.worker;

import com.amazonaws.services.lambda.runtime.api.client.AWSLambda;
import dev.slipway.local.files.AtomicFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The runtime client's native library, unpacked once for all workers. Left alone, each worker would unpack it to the same file
 * in {@code /tmp}, and one that starts while another is loading that file dies of SIGBUS.
 */
final class NativeClient {
    private static final String PROPERTY =
            "com.amazonaws.services.lambda.runtime.api.client.runtimeapi.NativeClient.JNI";

    private NativeClient() {}

    /** The JVM option that names the unpacked library; none where the client brings no library for this machine. */
    static List<String> install(Path folder) throws IOException {
        String name = "libaws-lambda-jni." + libc() + "-" + architecture() + ".so";
        try (InputStream library = AWSLambda.class.getResourceAsStream("/jni/" + name)) {
            if (library == null) {
                return List.of();
            }
            Path target = folder.resolve(name);
            AtomicFile.write(target, library.readAllBytes());
            return List.of("-D" + PROPERTY + "=" + target.toAbsolutePath());
        }
    }

    private static String architecture() {
        return System.getProperty("os.arch", "").equals("aarch64") ? "aarch_64" : "x86_64";
    }

    private static String libc() throws IOException {
        Path libraries = Path.of("/lib");
        if (Files.isDirectory(libraries)) {
            try (DirectoryStream<Path> loaders = Files.newDirectoryStream(libraries, "ld-musl-*")) {
                return loaders.iterator().hasNext() ? "linux_musl" : "linux";
            }
        }
        return "linux";
    }
}
