package httpserver;

import httpserver.RequestParser.Step;
import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.Map;

/** One client on a socket, served by a virtual thread that blocks; see {@link Connection}. */
final class VirtualConnection {
  private static final int BUFFER = 16 * 1024;

  private final Socket socket;
  private final Site site;
  private final RequestParser parser;
  private final Output out = new Output();
  private final Responder responder;
  private final ByteBuffer in = ByteBuffer.allocate(BUFFER).limit(0);

  VirtualConnection(Socket socket, Site site) {
    this.socket = socket;
    this.site = site;
    parser = new RequestParser(site.limits());
    responder = new Responder(out, site);
  }

  void serve() throws IOException {
    try {
      while (!responder.isEnding() && hasRequest()) {
        responder.start(parser.request());
        responder.respond(answer(parser.request()));
        responder.finish();
        if (out.isLarge()) {
          flush();
        }
      }
    } catch (HttpError e) {
      responder.refuse(e);
    }
    flush();
  }

  private boolean hasRequest() throws IOException, HttpError {
    while (parser.next(in) == Step.INCOMPLETE) {
      flush();
      int count = socket.getInputStream().read(in.array());
      if (count < 0) {
        return false;
      }
      in.position(0).limit(count);
    }
    return true;
  }

  private Response answer(Request request) throws HttpError {
    if (request.hasBody()) {
      throw new HttpError(413, "no bodies here");
    }
    Response response = site.immediate(request, Route.of(request));
    return response == null ? Response.of(404, Map.of()) : response;
  }

  private void flush() throws IOException {
    if (!out.isEmpty()) {
      ByteBuffer all = out.take();
      socket.getOutputStream().write(all.array(), 0, all.limit());
    }
  }
}
