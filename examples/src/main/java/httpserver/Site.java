package httpserver;

import dev.weft.task.CancellationToken;
import java.util.Map;
import org.eclipse.jetty.http.HttpHeader;

/**
 * What all connections of a server share.
 *
 * @param limits how much a client may ask for
 * @param timeLimits how long it may take
 * @param statistics what has been done so far
 * @param stop is cancelled when the server is to end
 */
record Site(Limits limits, TimeLimits timeLimits, Statistics statistics, CancellationToken stop) {

  /** The response to a request; null if that takes more than the head. */
  Response immediate(Request request, Route route) {
    if (!Route.isKnown(request.method())) {
      return Response.of(501, Map.of());
    }
    if (!route.allows(request.method())) {
      return Response.of(405, Map.of(HttpHeader.ALLOW, route.methods()));
    }
    if (request.method().equals("OPTIONS")) {
      return Response.empty(204, Map.of(HttpHeader.ALLOW, route.methods()));
    }
    return switch (route) {
      case PLAINTEXT -> Response.PLAINTEXT;
      case STATS -> Response.text(200, statistics.toString(), Map.of());
      default -> null;
    };
  }
}
