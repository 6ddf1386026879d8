package dev.slipway.function.event;

import java.io.IOException;
import java.io.OutputStream;

/** What Lambda handed over, recognised by its shape; it also knows the shape of the answer. */
public sealed interface Event permits HttpEvent, DirectInvoke {
    /** The request's body in UTF-8, empty where none came. */
    byte[] body();

    /** Writes the reply in the shape that the caller of this event expects. */
    void write(Reply reply, OutputStream out) throws IOException;
}
