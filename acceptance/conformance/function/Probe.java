import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The function that the conformance cases invoke: it does what the event says, or answers a path of an API. */
public final class Probe {
    private static final Pattern ACTION = Pattern.compile("\"action\"\\s*:\\s*\"(\\w+)\"");
    private static final Pattern TEXT = Pattern.compile("\"text\"\\s*:\\s*\"((?:[^\"\\\\]|\\\\.)*)\"");
    private static final Pattern PATH = Pattern.compile("\"(?:rawPath|path)\"\\s*:\\s*\"[^\"]*?([\\w-]+)/?\"");

    public void handle(InputStream in, OutputStream out) throws IOException, InterruptedException {
        String event = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        Matcher action = ACTION.matcher(event);
        Matcher path = PATH.matcher(event);
        String answer;
        if (event.contains("\"requestContext\"") && path.find()) {
            answer = http(path.group(1), event);
        } else {
            answer = direct(action.find() ? action.group(1) : "echo", event);
        }
        out.write(answer.getBytes(StandardCharsets.UTF_8));
    }

    private static String direct(String action, String event) throws InterruptedException {
        switch (action) {
            case "fail":
                throw new IllegalStateException("asked to fail");
            case "exit":
                Runtime.getRuntime().halt(3);
                return "";
            case "sleep":
                Thread.sleep(60_000);
                return "";
            case "say":
                Matcher text = TEXT.matcher(event);
                System.out.println(text.find() ? text.group(1).replace("\\\"", "\"") : "");
                return "\"said\"";
            case "big":
                char[] many = new char[6 * 1024 * 1024 + 1024];
                Arrays.fill(many, 'x');
                return '"' + new String(many) + '"';
            case "version":
                return "{\"version\":\"" + System.getenv("AWS_LAMBDA_FUNCTION_VERSION") + "\",\"name\":\""
                        + System.getenv("AWS_LAMBDA_FUNCTION_NAME") + "\",\"memory\":\""
                        + System.getenv("AWS_LAMBDA_FUNCTION_MEMORY_SIZE") + "\",\"probe\":\"" + System.getenv("PROBE")
                        + "\",\"region\":\"" + System.getenv("AWS_REGION") + "\"}";
            default:
                return event;
        }
    }

    private static String http(String mode, String event) {
        switch (mode) {
            case "fail":
                throw new IllegalStateException("asked to fail");
            case "inferred":
                return "{\"hello\":\"world\"}";
            case "text":
                return "\"plain words\"";
            case "malformed":
                return "{\"statusCode\":\"none\"}";
            case "teapot":
                return "{\"statusCode\":418,\"headers\":{\"x-probe\":\"pot\"},\"body\":\"short and stout\"}";
            case "cookies":
                return "{\"statusCode\":200,\"cookies\":[\"a=1\",\"b=2; Path=/\"],\"body\":\"baked\"}";
            case "many":
                return "{\"statusCode\":200,\"multiValueHeaders\":{\"x-many\":[\"one\",\"two\"]},\"body\":\"many\"}";
            case "binary":
                String bytes = Base64.getEncoder().encodeToString(new byte[] {0, 1, (byte) 0xFE, (byte) 0xFF});
                return "{\"statusCode\":200,\"isBase64Encoded\":true,\"headers\":"
                        + "{\"content-type\":\"application/octet-stream\"},\"body\":\"" + bytes + "\"}";
            case "empty":
                return "{\"statusCode\":204}";
            default:
                return "{\"statusCode\":200,\"headers\":{\"content-type\":\"application/json\"},\"body\":" + quoted(event)
                        + "}";
        }
    }

    private static String quoted(String text) {
        StringBuilder out = new StringBuilder("\"");
        for (char c : text.toCharArray()) {
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c < ' ') {
                out.append(String.format("\\u%04x", (int) c));
            } else {
                out.append(c);
            }
        }
        return out.append('"').toString();
    }
}
