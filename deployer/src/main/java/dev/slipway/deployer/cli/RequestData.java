package dev.slipway.deployer.cli;

import dev.slipway.deployer.ExitCode;
import dev.slipway.deployer.SlipwayException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** A request's body as the command line gives it: a file, standard input, or JSON as it stands. */
final class RequestData {
    @Option(
            names = "--data",
            required = true,
            paramLabel = "FILE|-|JSON",
            description = "The request: a file (also @file), - for standard input, or JSON itself.")
    String data = "";

    byte[] read(Path folder) {
        try {
            if (data.stripLeading().startsWith("{")) {
                return data.getBytes(StandardCharsets.UTF_8);
            }
            return data.equals("-")
                    ? System.in.readAllBytes()
                    : Files.readAllBytes(folder.resolve(data.startsWith("@") ? data.substring(1) : data));
        } catch (IOException e) {
            throw new SlipwayException(
                    ExitCode.USAGE,
                    "cannot read the request from " + data + ": " + e,
                    "give a file, - for standard input, or JSON that begins with {",
                    e);
        }
    }
}
