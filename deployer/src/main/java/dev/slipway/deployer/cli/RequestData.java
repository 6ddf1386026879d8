package dev.slipway.deployer.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
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

    /** The body, which is JSON: a service's error would quote what is not, and a pipeline keeps what is printed. */
    byte[] read(Path folder) {
        byte[] body = bytes(folder);
        try (JsonParser parser = new JsonFactory().createParser(body)) {
            while (parser.nextToken() != null) {
                parser.skipChildren();
            }
            return body;
        } catch (IOException e) {
            // without the cause, whose words quote it too
            throw new SlipwayException(
                    ExitCode.USAGE,
                    "the request is no JSON" + place(e),
                    "correct it there, or begin from a request in the bundle's golden.json");
        }
    }

    private static String place(IOException e) {
        return e instanceof JsonProcessingException at && at.getLocation() != null
                ? " at line " + at.getLocation().getLineNr() + ", column "
                        + at.getLocation().getColumnNr()
                : "";
    }

    private byte[] bytes(Path folder) {
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
