package dev.slipway.local.lambda;

import dev.slipway.local.http.AwsError;
import dev.slipway.local.http.HttpResponse;
import dev.slipway.local.http.HttpService;
import dev.slipway.local.http.JsonErrors;
import dev.slipway.local.lambda.control.CodeStore;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Where GetFunction says that a function's archive lies: a link that works without credentials, for ten minutes, as AWS's does. */
public final class CodeLinks {
    private static final Duration VALID = Duration.ofMinutes(10);
    private static final String PREFIX = "/_slipway/code/";
    private static final Pattern PATH = Pattern.compile(PREFIX + "([0-9a-f]{64})");
    private static final Pattern QUERY = Pattern.compile("expires=(\\d{1,15})&signature=([0-9a-f]{64})");
    private static final String ALGORITHM = "HmacSHA256";

    private final CodeStore codes;
    private final Supplier<String> endpoint;
    private final Clock clock;
    private final byte[] secret = new byte[32];

    CodeLinks(CodeStore codes, Supplier<String> endpoint, Clock clock) {
        this.codes = codes;
        this.endpoint = endpoint;
        this.clock = clock;
        new SecureRandom().nextBytes(secret);
    }

    /** Empty for code from before archives were kept. */
    Optional<String> to(String codeSha256) {
        if (codes.archive(codeSha256).isEmpty()) {
            return Optional.empty();
        }
        String name = HexFormat.of().formatHex(Base64.getDecoder().decode(codeSha256));
        long expires = clock.instant().plus(VALID).getEpochSecond();
        return Optional.of(endpoint.get() + PREFIX + name + "?expires=" + expires + "&signature="
                + HexFormat.of().formatHex(sign(name, expires)));
    }

    /** Answers these links, and leaves every other request to the others. */
    public HttpService or(HttpService others) {
        return request -> {
            Matcher path = PATH.matcher(request.rawPath());
            if (!path.matches()) {
                return others.handle(request);
            }
            try {
                return archive(path.group(1), request.rawQuery());
            } catch (AwsError refused) {
                return JsonErrors.restJson(refused);
            }
        };
    }

    private HttpResponse archive(String name, String rawQuery) throws IOException {
        Matcher query = QUERY.matcher(rawQuery);
        boolean signed = query.matches()
                && MessageDigest.isEqual(
                        sign(name, Long.parseLong(query.group(1))),
                        HexFormat.of().parseHex(query.group(2)));
        if (!signed || Long.parseLong(query.group(1)) < clock.instant().getEpochSecond()) {
            throw new AwsError(403, "AccessDenied", "The link to the code is not valid, or no longer: ask GetFunction");
        }
        String sha256 = Base64.getEncoder().encodeToString(HexFormat.of().parseHex(name));
        Path file = codes.archive(sha256)
                .orElseThrow(() -> new AwsError(404, "NoSuchKey", "No function has this code any more"));
        long length = Files.size(file);
        return HttpResponse.of(200, "application/zip", new byte[0]).withBody(new HttpResponse.Body() {
            @Override
            public long length() {
                return length;
            }

            @Override
            public void writeTo(OutputStream out) throws IOException {
                Files.copy(file, out);
            }
        });
    }

    private byte[] sign(String name, long expires) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret, ALGORITHM));
            return mac.doFinal((name + "/" + expires).getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, e);
        }
    }
}
