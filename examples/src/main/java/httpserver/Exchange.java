package httpserver;

import static dev.weft.Weft.*;

import dev.weft.*;
import dev.weft.time.Deadline;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.TimeoutException;

/** A request whose head has come, and the response to it. */
final class Exchange {
  private final Wire wire;
  private final RequestParser parser;
  private final Responder responder;
  private final Duration bodyLimit;

  /** When the body began; null as long as nobody had to wait for it. */
  private Deadline begin;

  private boolean bodyAccepted;

  Exchange(Wire wire, RequestParser parser, Responder responder, Duration bodyLimit) {
    this.wire = wire;
    this.parser = parser;
    this.responder = responder;
    this.bodyLimit = bodyLimit;
    responder.start(request());
  }

  Request request() {
    return parser.request();
  }

  Wire wire() {
    return wire;
  }

  /** Where the response goes to. */
  Responder responder() {
    return responder;
  }

  /** Does without the body. A client that keeps it back isn't asked for it. */
  void declineBody() {
    if (isBodyKeptBack()) {
      responder.end();
    }
  }

  private boolean isBodyKeptBack() {
    return request().expectsContinue()
        && request().hasBody()
        && !bodyAccepted
        && !wire.in().hasRemaining();
  }

  /** Has the client send the body, before the response begins. */
  void acceptBody() {
    if (isBodyKeptBack()) {
      wire.out().goOn();
    }
    bodyAccepted = true;
  }

  /** The next part of the body, to be used before the one after it; null at the end. */
  @Async
  Future<ByteBuffer> content() throws IOException, HttpError {
    while (!parser.isAtEnd()) {
      switch (parser.next(wire.in())) {
        case CONTENT -> {
          return ready(parser.content());
        }
        case INCOMPLETE -> await(receive());
        default -> {}
      }
    }
    return ready(null);
  }

  /** A body has its time, and more while it comes at a certain rate. */
  @Async
  private Future<Void> receive() throws IOException, HttpError {
    begin = begin == null ? Deadline.now() : begin;
    Duration more = Duration.ofSeconds(parser.received() / TimeLimits.BODY_RATE);
    try {
      if (!await(wire.receive(begin.plus(bodyLimit).plus(more)))) {
        throw new EOFException("the body isn't complete");
      }
    } catch (TimeoutException e) {
      throw new HttpError(408, "the body comes too slowly");
    }
    return ready();
  }

  /** Reads what is left of the body, which nobody has asked for. */
  @Async
  Future<Void> skipBody() throws IOException, HttpError {
    while (await(content()) != null) {}
    return ready();
  }
}
