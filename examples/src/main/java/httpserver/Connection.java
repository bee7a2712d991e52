package httpserver;

import static dev.weft.Weft.*;

import dev.weft.*;
import dev.weft.io.AsyncReadWrite;
import dev.weft.time.Deadline;
import httpserver.RequestParser.Step;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;

/** One client on a connection, served by one task until either side ends it. */
final class Connection {
  /** How long a client whose connection is ended may take to read the last response. */
  private static final Duration FAREWELL = Duration.ofSeconds(1);

  private final Site site;
  private final StaticFiles files;
  private final Wire wire;
  private final RequestParser parser;
  private final Responder responder;

  Connection(AsyncReadWrite socket, Site site, StaticFiles files) {
    this.site = site;
    this.files = files;
    wire = new Wire(socket, site.timeLimits().write());
    parser = new RequestParser(site.limits());
    responder = new Responder(wire.out(), site);
  }

  /** Serves the client. A request that has begun before a stop is still answered. */
  @Async
  Future<Void> serve() {
    try {
      await(converse());
      await(wire.flush());
      await(timeout(FAREWELL, wire.sayGoodbye()));
    } catch (IOException | TimeoutException e) {
      // The client went away, or doesn't.
    }
    return ready();
  }

  @Async
  private Future<Void> converse() throws IOException {
    try {
      while (!responder.isEnding() && await(hasRequest())) {
        Exchange exchange = new Exchange(wire, parser, responder, site.timeLimits().body());
        await(answer(exchange));
        if (!responder.isEnding()) {
          await(exchange.skipBody());
        }
        responder.finish();
        if (wire.out().isLarge()) {
          await(wire.flush());
        }
      }
    } catch (HttpError e) {
      responder.refuse(e);
    }
    return ready();
  }

  /** Reads the head of a request; returns false if none comes any more. */
  @Async
  private Future<Boolean> hasRequest() throws IOException, HttpError {
    if (parser.next(wire.in()) != Step.INCOMPLETE) {
      return ready(true);
    }
    return ready(await(hasBeginning()) && (parser.hasRequest() || await(hasRest())));
  }

  /** Waits until something of a request has come. Empty lines before it are no sign of life. */
  @Async
  private Future<Boolean> hasBeginning() throws IOException, HttpError {
    Deadline deadline = Deadline.after(site.timeLimits().idle());
    try {
      while (parser.isBetweenRequests()) {
        if (!await(wire.receiveUnless(site.stop(), deadline))) {
          return ready(false);
        }
        Step unused = parser.next(wire.in());
      }
      return ready(true);
    } catch (TimeoutException e) {
      return ready(false);
    }
  }

  /** Reads the rest of a head that has begun. */
  @Async
  private Future<Boolean> hasRest() throws IOException, HttpError {
    Deadline deadline = Deadline.after(site.timeLimits().head());
    try {
      do {
        if (!await(wire.receive(deadline))) {
          return ready(false);
        }
      } while (parser.next(wire.in()) == Step.INCOMPLETE);
      return ready(true);
    } catch (TimeoutException e) {
      throw new HttpError(408, "the head comes too slowly");
    }
  }

  @Async
  private Future<Void> answer(Exchange exchange) throws IOException, HttpError {
    Request request = exchange.request();
    Route route = Route.of(request);
    Response response = site.immediate(request, route);
    if (response != null) {
      exchange.declineBody();
      responder.respond(response);
    } else if (route == Route.ECHO) {
      await(Bodies.echo(exchange));
    } else if (route == Route.LENGTH) {
      await(Bodies.length(exchange));
    } else {
      exchange.declineBody();
      await(files.send(exchange, Target.decoded(Target.path(request.target()))));
    }
    return ready();
  }
}
