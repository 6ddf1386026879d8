package dev.slipway.local.http;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A listening HTTP server on the loopback interface, answering with one {@link HttpService}. */
public final class Endpoint implements AutoCloseable {
    private static final int BACKLOG = 512;

    static {
        // Read once, when the JDK's server loads. Without nodelay the kernel holds a small answer back for 40 ms;
        // the idle limits keep a load generator's connections open between its bursts.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        System.setProperty("sun.net.httpserver.maxIdleConnections", "2000");
        System.setProperty("sun.net.httpserver.idleInterval", "300");
        System.setProperty("sun.net.httpserver.maxReqTime", "-1");
        System.setProperty("sun.net.httpserver.drainAmount", String.valueOf(8 << 20));
    }

    private final HttpServer server;
    private final ExecutorService threads;

    private Endpoint(HttpServer server, ExecutorService threads) {
        this.server = server;
        this.threads = threads;
    }

    /**
     * Takes the port; callers wait until {@link #serve}.
     *
     * @param port 0 takes a free one
     * @throws BindException when the port is taken; the message names it and says what to do
     */
    public static Endpoint bind(int port, String name) throws IOException {
        InetSocketAddress address = new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port);
        HttpServer server;
        try {
            server = HttpServer.create(address, BACKLOG);
        } catch (BindException e) {
            BindException clear = new BindException("port " + port + " on 127.0.0.1 is in use (" + e.getMessage()
                    + "): stop what listens there, or choose another with --port (0 takes a free one)");
            clear.initCause(e);
            throw clear;
        }
        ExecutorService threads = Executors.newCachedThreadPool(work -> {
            Thread thread = new Thread(work, name);
            thread.setDaemon(true);
            return thread;
        });
        server.setExecutor(threads);
        return new Endpoint(server, threads);
    }

    /** Binds and starts to answer. */
    public static Endpoint start(int port, String name, HttpService service) throws IOException {
        Endpoint endpoint = bind(port, name);
        endpoint.serve(service);
        return endpoint;
    }

    /** Starts to answer; once only. */
    public void serve(HttpService service) {
        server.createContext("/", new ExchangeHandler(service));
        server.start();
    }

    public int port() {
        return server.getAddress().getPort();
    }

    /** The base address, without a slash at its end. */
    public String uri() {
        return "http://127.0.0.1:" + port();
    }

    /** Closes the port and every connection at once. */
    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
