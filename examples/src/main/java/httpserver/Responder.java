package httpserver;

import java.nio.ByteBuffer;
import java.util.Map;
import org.eclipse.jetty.http.HttpHeader;

/** Puts responses into the output of a connection, and says when that is at its end. */
final class Responder {
  /** The length of a body of which it isn't known yet. */
  static final long UNKNOWN = -1;

  private final Output out;
  private final Site site;

  /** What is answered; null between two requests. */
  private Request request;

  /** Whether the response to it has begun. */
  private boolean begun;

  private boolean chunked;
  private boolean ending;

  Responder(Output out, Site site) {
    this.out = out;
    this.site = site;
  }

  /** Begins with another request. */
  void start(Request next) {
    request = next;
    begun = false;
    chunked = false;
    ending = !next.keepsAlive();
  }

  /** Is done with a request: whatever comes now belongs to another one. */
  void finish() {
    request = null;
    begun = false;
  }

  /** Whether this is the last response. */
  boolean isEnding() {
    return ending;
  }

  /** Has the connection end with this response. */
  void end() {
    ending = true;
  }

  void respond(Response response) {
    begin(response.status());
    out.append(response.fields());
    endOfHead();
    if (!request.isHead()) {
      out.append(response.body());
    }
  }

  /** Begins a response, whose fields follow. */
  void begin(int status) {
    site.statistics().requestServed();
    begun = true;
    ending |= site.stop().isCancelled();
    out.status(status);
  }

  void field(HttpHeader name, String value) {
    out.field(name, value);
  }

  /** Says how long the body is going to be. Where that isn't known it comes in chunks. */
  void length(long length) {
    if (length != UNKNOWN) {
      field(HttpHeader.CONTENT_LENGTH, Long.toString(length));
    } else if (request.isOld()) {
      ending = true;
    } else {
      chunked = true;
      field(HttpHeader.TRANSFER_ENCODING, "chunked");
    }
  }

  void endOfHead() {
    if (ending) {
      field(HttpHeader.CONNECTION, "close");
    } else if (request.isOld()) {
      field(HttpHeader.CONNECTION, "keep-alive");
    }
    out.endOfHead();
  }

  /** A part of the body, which isn't empty. */
  void body(ByteBuffer part) {
    if (chunked) {
      out.chunk(part);
    } else {
      out.append(part);
    }
  }

  void endOfBody() {
    if (chunked) {
      out.lastChunk();
    }
  }

  /** Tells the client of an error, unless it is being told something else. */
  void refuse(HttpError error) {
    ending = true;
    if (begun) {
      return;
    }
    String text = error.getMessage() + "\n";
    Response response = Response.text(error.status(), text, Map.of(HttpHeader.CONNECTION, "close"));
    out.status(response.status());
    out.append(response.fields());
    out.endOfHead();
    if (request == null || !request.isHead()) {
      out.append(response.body());
    }
  }
}
