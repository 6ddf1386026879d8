package dev.slipway.function.event;

import java.io.IOException;
import java.io.OutputStream;

/** An inference request given to {@code Invoke} as it is, without HTTP around it: the event is the body. */
public record DirectInvoke(byte[] body) implements Event {
    /** The plain body, or {@code {"error", "status"}}: there is no HTTP status to carry the latter. */
    @Override
    public void write(Reply reply, OutputStream out) throws IOException {
        out.write(reply.error() == null ? reply.body() : Reply.errorBody(reply.error(), reply.status()));
    }
}
