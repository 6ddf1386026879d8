package dev.slipway.local.fn;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Does what the event says: the function that the tests run in real workers. */
public final class TestHandler implements RequestStreamHandler {
    public TestHandler() {
        if ("init".equals(System.getenv("FAIL_IN"))) {
            throw new IllegalStateException("cannot be made");
        }
    }

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        String event = new String(input.readAllBytes(), StandardCharsets.UTF_8);
        System.out.println("got " + event);
        if (event.contains("exit")) {
            Runtime.getRuntime().halt(3);
        } else if (event.contains("kill")) {
            ProcessHandle.current().pid();
            new ProcessBuilder(
                            "kill", "-9", Long.toString(ProcessHandle.current().pid()))
                    .start();
            waitForever();
        } else if (event.contains("hang")) {
            waitForever();
        } else if (event.contains("throw")) {
            throw new IllegalArgumentException("thrown on demand");
        }
        String answer = "{\"version\":\"" + context.getFunctionVersion() + "\",\"arn\":\""
                + context.getInvokedFunctionArn() + "\",\"name\":\"" + System.getenv("NAME") + "\",\"pid\":"
                + ProcessHandle.current().pid() + ",\"endpoint\":\"" + System.getenv("AWS_ENDPOINT_URL")
                + "\",\"accessKey\":\"" + System.getenv("AWS_ACCESS_KEY_ID") + "\"}";
        if (event.startsWith("{\"resource\":")) {
            // A REST API takes no other members than those of an HTTP answer
            answer = "{\"statusCode\":200,\"body\":\"of REST\"}";
        }
        output.write(answer.getBytes(StandardCharsets.UTF_8));
    }

    private static void waitForever() {
        try {
            new java.util.concurrent.CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
