package dev.slipway.local.lambda.boot;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;

/** A worker's main class: the runtime client, and a thread that ends the worker when the cloud is gone. */
public final class WorkerMain {
    private WorkerMain() {}

    /** @param args the runtime client's main class, then its own arguments */
    public static void main(String[] args) throws Throwable {
        Thread watch = new Thread(WorkerMain::haltAtEndOfInput, "cloud-watch");
        watch.setDaemon(true);
        watch.start();
        String[] rest = java.util.Arrays.copyOfRange(args, 1, args.length);
        try {
            Class.forName(args[0]).getMethod("main", String[].class).invoke(null, (Object) rest);
        } catch (InvocationTargetException e) {
            throw e.getTargetException();
        }
    }

    /** Standard input is a pipe that the cloud never writes to: the kernel closes it however the cloud dies. */
    private static void haltAtEndOfInput() {
        try {
            while (System.in.read() >= 0) {
                // Nothing is ever sent.
            }
        } catch (IOException e) {
            // As good as the end.
        }
        Runtime.getRuntime().halt(0);
    }
}
