package httpserver;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;

/**
 * A response whose body is small and there.
 *
 * @param status what has come of the request
 * @param fields the lines of the head that are its own
 * @param body the body
 */
record Response(int status, byte[] fields, byte[] body) {
  /** What all benchmarks of servers have asked for. */
  static final Response PLAINTEXT = text(200, "Hello, World!", Map.of());

  static Response text(int status, String text, Map<HttpHeader, String> more) {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    StringBuilder fields = new StringBuilder();
    more.forEach((name, value) -> fields.append(name).append(": ").append(value).append("\r\n"));
    if (!HttpStatus.hasNoBody(status)) {
      fields.append("Content-Type: text/plain\r\n");
      fields.append("Content-Length: ").append(body.length).append("\r\n");
    }
    return new Response(status, Output.ascii(fields.toString()), body);
  }

  /** One that says no more than its status. */
  static Response of(int status, Map<HttpHeader, String> more) {
    return text(status, status + " " + HttpStatus.getMessage(status) + "\n", more);
  }
}
