package dev.slipway.local.stack.template;

import dev.slipway.local.http.AwsError;
import java.nio.charset.StandardCharsets;

/** A template.yaml; only {@link AwsError} may come of it. */
public final class TemplateFuzz {
    private TemplateFuzz() {}

    /** Jazzer's entry; what it lets through is allowed, whatever else is thrown is a finding. */
    public static void fuzzerTestOneInput(byte[] bytes) throws Exception {
        String text = new String(bytes, StandardCharsets.UTF_8);
        try {
            TemplateReader.read(text);
        } catch (AwsError e) {
            return; // its documented answer to what is wrong
        }
    }
}
