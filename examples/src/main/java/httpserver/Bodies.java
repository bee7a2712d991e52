package httpserver;

import static dev.weft.Weft.*;

import dev.weft.*;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Objects;
import org.eclipse.jetty.http.HttpHeader;

/** Responses that are about the body of the request. */
final class Bodies {
  private Bodies() {}

  /** Sends the body back as it comes. No more of it is held than fits into a buffer. */
  @Async
  static Future<Void> echo(Exchange exchange) throws IOException, HttpError {
    exchange.acceptBody();
    beginEcho(exchange.request(), exchange.responder());
    ByteBuffer part = await(exchange.content());
    while (part != null) {
      exchange.responder().body(part);
      if (exchange.wire().out().isLarge()) {
        await(exchange.wire().flush());
      }
      part = await(exchange.content());
    }
    exchange.responder().endOfBody();
    return ready();
  }

  private static void beginEcho(Request request, Responder responder) {
    String type = request.field(HttpHeader.CONTENT_TYPE);
    responder.begin(200);
    responder.field(
        HttpHeader.CONTENT_TYPE, Objects.requireNonNullElse(type, "application/octet-stream"));
    responder.length(request.length());
    responder.endOfHead();
  }

  /** Says how many bytes the body has. */
  @Async
  static Future<Void> length(Exchange exchange) throws IOException, HttpError {
    exchange.acceptBody();
    long length = 0;
    ByteBuffer part = await(exchange.content());
    while (part != null) {
      length += part.remaining();
      part = await(exchange.content());
    }
    exchange.responder().respond(Response.text(200, length + "\n", Map.of()));
    return ready();
  }
}
