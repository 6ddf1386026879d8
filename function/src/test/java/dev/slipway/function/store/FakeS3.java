package dev.slipway.function.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A real HTTP server that stands in for S3: objects by key, and what goes wrong with them, one answer after the other. */
public final class FakeS3 implements AutoCloseable {
    public static final String BUCKET = "models-bucket";

    /** How one request is answered. */
    interface Answer {
        void to(HttpExchange exchange, byte[] object) throws IOException;
    }

    private final Map<String, byte[]> objects = new ConcurrentHashMap<>();
    private final Map<String, Deque<Answer>> scripted = new ConcurrentHashMap<>();
    private final Set<String> denied = ConcurrentHashMap.newKeySet();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final List<String> authorizations = new CopyOnWriteArrayList<>();
    private final CountDownLatch released = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer server;

    public FakeS3() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/" + BUCKET + "/", this::serve);
        server.start();
    }

    public S3Location location() {
        return new S3Location(
                BUCKET,
                "eu-central-1",
                URI.create("http://127.0.0.1:" + server.getAddress().getPort()));
    }

    public void put(String key, byte[] object) {
        objects.put(key, object.clone());
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** The next answer for the key is this refusal. */
    public void refuse(String key, int status, String code, String message) {
        script(
                key,
                (exchange, object) -> send(
                        exchange,
                        status,
                        ("<Error><Code>" + code + "</Code><Message>" + message + "</Message></Error>")
                                .getBytes(UTF_8)));
    }

    /** From now on the key is denied, as S3 does where it is missing and the role may not list. */
    public void deny(String key) {
        denied.add(key);
    }

    /** The next answers for the key, before it is served as it should be. */
    void script(String key, Answer... answers) {
        scripted.put(key, new ArrayDeque<>(List.of(answers)));
    }

    public List<String> requests() {
        return requests;
    }

    List<String> authorizations() {
        return authorizations;
    }

    static Answer status(int status, String code) {
        return status(status, code, "m");
    }

    static Answer status(int status, String code, String message) {
        String body = "<Error><Code>" + code + "</Code><Message>" + message + "</Message></Error>";
        return (exchange, object) -> send(exchange, status, body.getBytes(UTF_8));
    }

    /** Promises the whole object and closes the connection in its middle. */
    static Answer truncated() {
        return (exchange, object) -> {
            exchange.sendResponseHeaders(200, object.length);
            exchange.getResponseBody().write(object, 0, object.length / 2);
            exchange.getResponseBody().flush();
            exchange.close();
        };
    }

    /** Says nothing until the fake is closed. */
    Answer silent() {
        return (exchange, object) -> {
            try {
                released.await();
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
            exchange.close();
        };
    }

    private void serve(HttpExchange exchange) throws IOException {
        String key = exchange.getRequestURI().getPath().substring(BUCKET.length() + 2);
        requests.add(key);
        authorizations.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
        Deque<Answer> answers = scripted.get(key);
        Answer next = answers == null ? null : answers.poll();
        byte[] object = objects.get(key);
        if (denied.contains(key)) {
            status(403, "AccessDenied").to(exchange, new byte[0]);
        } else if (next != null) {
            next.to(exchange, object == null ? new byte[0] : object);
        } else if (object == null) {
            status(404, "NoSuchKey").to(exchange, new byte[0]);
        } else {
            send(exchange, 200, object);
        }
    }

    private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(body);
        }
    }

    @Override
    public void close() {
        released.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
