package dev.slipway.function;

import dev.slipway.function.event.HttpEvent;
import dev.slipway.function.fault.FunctionException;
import dev.slipway.function.fault.FunctionException.Category;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Which bodies an inference request may have. Without a content type it is taken for JSON, as clients send it so. */
final class MediaTypes {
    private MediaTypes() {}

    static void check(HttpEvent request) {
        String type = bare(request.header("content-type"));
        if (request.header("inference-header-content-length") != null || type.equals("application/octet-stream")) {
            throw new FunctionException(
                    Category.NOT_IMPLEMENTED,
                    "binary tensors are not implemented; send the tensors' data as JSON (tritonclient: binary_data=False"
                            + " for inputs and requested outputs)");
        }
        String encoding = bare(request.header("content-encoding"));
        if (!encoding.isEmpty() && !encoding.equals("identity")) {
            throw new FunctionException(
                    Category.UNSUPPORTED_MEDIA,
                    "content encoding '" + encoding + "' is not supported; send the body uncompressed");
        }
        if (!type.isEmpty() && !type.equals("application/json") && !type.endsWith("+json")) {
            throw new FunctionException(
                    Category.UNSUPPORTED_MEDIA, "content type '" + type + "' is not supported; send application/json");
        }
    }

    private static String bare(@Nullable String header) {
        if (header == null) {
            return "";
        }
        int parameters = header.indexOf(';');
        return (parameters < 0 ? header : header.substring(0, parameters))
                .strip()
                .toLowerCase(Locale.ROOT);
    }
}
