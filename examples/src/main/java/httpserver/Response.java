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
    String own = "Content-Type: text/plain\r\nContent-Length: " + body.length + "\r\n";
    return new Response(status, Output.ascii(lines(more) + own), body);
  }

  /** One that says no more than its status. */
  static Response of(int status, Map<HttpHeader, String> more) {
    return text(status, status + " " + HttpStatus.getMessage(status) + "\n", more);
  }

  /** One that has no body, as its status says. */
  static Response empty(int status, Map<HttpHeader, String> more) {
    return new Response(status, Output.ascii(lines(more)), new byte[0]);
  }

  private static String lines(Map<HttpHeader, String> fields) {
    StringBuilder lines = new StringBuilder();
    fields.forEach((name, value) -> lines.append(name).append(": ").append(value).append("\r\n"));
    return lines.toString();
  }
}
