package httpserver;

import static org.eclipse.jetty.http.HttpCompliance.Violation.LF_CHUNK_TERMINATION;
import static org.eclipse.jetty.http.HttpCompliance.Violation.LF_HEADER_TERMINATION;

import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpCompliance;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpParser;
import org.eclipse.jetty.http.HttpVersion;

/**
 * Takes requests out of bytes as they come, cut anywhere.
 *
 * <p>Jetty's parser reads them, which knows nothing of sockets, threads and events. It refuses what
 * two servers may read in two ways: a length beside chunks, two lengths, folded lines, lines that
 * end with a mere line feed, sizes of chunks that are no hexadecimal numbers, several hosts or
 * none.
 */
final class RequestParser {
  /** What has been read. */
  enum Step {
    /** Part of something: there must be more bytes. */
    INCOMPLETE,
    /** The head of a request with a body. */
    HEAD,
    /** Some of a body. */
    CONTENT,
    /** The end of a request, which is its head if it has no body. */
    END
  }

  private static final HttpCompliance STRICT =
      HttpCompliance.RFC9110.without("strict", LF_HEADER_TERMINATION, LF_CHUNK_TERMINATION);

  private final Limits limits;
  private final HttpParser parser;
  private Step step = Step.INCOMPLETE;
  private Request request;
  private ByteBuffer content;
  private long received;
  private HttpError error;

  RequestParser(Limits limits) {
    this.limits = limits;
    parser = new HttpParser(new Events(), limits.head(), STRICT);
  }

  /** Has Jetty make its tables, which takes a moment, before there are clients that wait. */
  static Step prepare() throws HttpError {
    byte[] request = Output.ascii("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n");
    return new RequestParser(new Limits(10, 100, 10, 0)).next(ByteBuffer.wrap(request));
  }

  /**
   * Reads on.
   *
   * @param in what has come; its position moves on, to the limit if more is needed
   * @throws HttpError if nothing can be made of it
   */
  Step next(ByteBuffer in) throws HttpError {
    if (step == Step.END) {
      parser.reset();
    }
    step = Step.INCOMPLETE;
    boolean unused = parser.parseNext(in);
    if (error != null) {
      throw error;
    }
    return step;
  }

  /** Whether nothing has come of a further request. */
  boolean isBetweenRequests() {
    return parser.isStart();
  }

  /** Whether the last step has found the head of a request, or a request without a body. */
  boolean hasRequest() {
    return step == Step.HEAD || step == Step.END;
  }

  /** Whether the last request has come as a whole. */
  boolean isAtEnd() {
    return step == Step.END;
  }

  Request request() {
    return request;
  }

  /** What has come of the body: a part of the buffer that was read. */
  ByteBuffer content() {
    return content;
  }

  /** How many bytes of the body have come so far. */
  long received() {
    return received;
  }

  private final class Events implements HttpParser.RequestHandler {
    @Override
    public void startRequest(String method, String target, HttpVersion version) {
      received = 0;
      request = new Request(method, target, version);
      if (version.getVersion() > HttpVersion.HTTP_1_1.getVersion()) {
        fail(505, "a version other than 1.0 and 1.1");
      } else if (target.length() > limits.target()) {
        fail(414, "the target is too long");
      }
    }

    @Override
    public void parsedHeader(HttpField field) {
      try {
        request.add(field);
      } catch (HttpError e) {
        error = error == null ? e : error;
      }
      if (request.size() > limits.fields()) {
        fail(431, "there are too many header fields");
      }
    }

    @Override
    public boolean headerComplete() {
      if (request.length() > limits.body()) {
        fail(413, "the body is too long");
      }
      step = Step.HEAD;
      return error != null || request.hasBody();
    }

    @Override
    public boolean content(ByteBuffer part) {
      received += part.remaining();
      if (received > limits.body()) {
        fail(413, "the body is too long");
      }
      content = part;
      step = Step.CONTENT;
      return true;
    }

    @Override
    public boolean contentComplete() {
      return false;
    }

    @Override
    public boolean messageComplete() {
      step = Step.END;
      return true;
    }

    @Override
    public void badMessage(HttpException failure) {
      String reason = failure.getReason();
      fail(failure.getCode(), reason == null ? "it is too long" : reason);
    }

    @Override
    public void earlyEOF() {
      fail(400, "the chunks are malformed");
    }

    /** The first failure counts. */
    private void fail(int status, String text) {
      if (error == null) {
        error = new HttpError(status, text);
      }
    }
  }
}
