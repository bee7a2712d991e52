package dev.weft.it.judges;

import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A client of HTTP/1.1 that sends what it is told to, right or wrong, and reads responses. */
final class HttpClient implements AutoCloseable {
  private static final String LINE_END = "\r\n";
  private static final String END_OF_HEAD = LINE_END + LINE_END;

  /**
   * A response.
   *
   * @param head its lines
   * @param body what has come behind them, without chunks
   */
  record Response(List<String> head, String body) {
    int status() {
      return Integer.parseInt(head.get(0).split(" ", -1)[1]);
    }

    /** The value of a header field; "" if there is none. */
    String field(String name) {
      return head.stream()
          .filter(line -> line.regionMatches(true, 0, name + ": ", 0, name.length() + 2))
          .map(line -> line.substring(name.length() + 2))
          .findFirst()
          .orElse("");
    }

    /** All of it but the time. */
    @Override
    public String toString() {
      return head.stream().filter(line -> !line.startsWith("Date:")).toList() + body;
    }
  }

  private final Client connection;

  /** What has come, and how much of that was read. */
  private final StringBuilder received = new StringBuilder();

  private int taken;

  HttpClient(int port) throws IOException {
    connection = new Client(Client.local(port));
  }

  /** A request without a body. */
  static String request(String method, String target, String... fields) {
    StringBuilder text = new StringBuilder(method + " " + target + " HTTP/1.1\r\nHost: test\r\n");
    List.of(fields).forEach(field -> text.append(field).append(LINE_END));
    return text.append(LINE_END).toString();
  }

  static String get(String target, String... fields) {
    return request("GET", target, fields);
  }

  /** A request with a body. */
  static String post(String target, String body, String... fields) {
    List<String> all = new ArrayList<>(List.of(fields));
    all.add("Content-Length: " + body.length());
    return request("POST", target, all.toArray(new String[0])) + body;
  }

  /** The beginning of a request whose body comes in chunks. */
  static String postInChunks(String target) {
    return request("POST", target, "Transfer-Encoding: chunked");
  }

  static String chunk(String part) {
    return Integer.toHexString(part.length()) + LINE_END + part + LINE_END;
  }

  Client connection() {
    return connection;
  }

  void send(String text) throws IOException {
    connection.send(text);
  }

  Response ask(String request) throws IOException {
    send(request);
    return read(request.startsWith("HEAD "));
  }

  Response read() throws IOException {
    return read(false);
  }

  /** The next response, which has no body if it is one to a HEAD. */
  Response read(boolean toHead) throws IOException {
    List<String> head = List.of(takeTo(END_OF_HEAD).strip().split(LINE_END, -1));
    Response response = new Response(head, "");
    return toHead || hasNoBody(response.status()) ? response : new Response(head, body(response));
  }

  private static boolean hasNoBody(int status) {
    return status < 200 || status == 204 || status == 304;
  }

  private String body(Response response) throws IOException {
    if (response.field("Transfer-Encoding").equals("chunked")) {
      return chunks();
    }
    String length = response.field("Content-Length");
    return length.isEmpty() ? rest() : take(Integer.parseInt(length));
  }

  private String chunks() throws IOException {
    StringBuilder body = new StringBuilder();
    while (true) {
      String size = takeTo(LINE_END).strip();
      String part = take(Integer.parseInt(size, 16) + 2);
      if (part.length() == 2) {
        return body.toString();
      }
      body.append(part, 0, part.length() - 2);
    }
  }

  /** What comes until the server ends the connection. */
  String rest() throws IOException {
    received.append(connection.readToEnd());
    return take(received.length() - taken);
  }

  /** The responses that come until the server ends the connection. */
  List<Response> readToEnd() throws IOException {
    received.append(connection.readToEnd());
    List<Response> all = new ArrayList<>();
    while (received.length() > taken) {
      all.add(read());
    }
    return all;
  }

  /** What comes up to a text and with it. */
  private String takeTo(String text) throws IOException {
    int begin = received.indexOf(text, taken);
    while (begin < 0) {
      receive();
      begin = received.indexOf(text, taken);
    }
    return take(begin + text.length() - taken);
  }

  private String take(int count) throws IOException {
    while (received.length() - taken < count) {
      receive();
    }
    taken += count;
    return received.substring(taken - count, taken);
  }

  private void receive() throws IOException {
    received.delete(0, taken);
    taken = 0;
    String more = connection.read();
    if (more.isEmpty()) {
      throw new EOFException("the server has ended the connection behind " + received);
    }
    received.append(more);
  }

  /** A number of what the server tells of itself. */
  long stat(String name) throws IOException {
    String all = ask(get("/stats")).body();
    Matcher matcher = Pattern.compile("(?m)^" + name + ": (\\d+)$").matcher(all);
    if (!matcher.find()) {
      throw new AssertionError(name + " in " + all);
    }
    return Long.parseLong(matcher.group(1));
  }

  /** Waits until a number of what the server tells of itself is that. */
  void awaitStat(String name, long value) throws IOException {
    while (stat(name) != value) {
      Thread.onSpinWait();
    }
  }

  @Override
  public void close() throws IOException {
    connection.close();
  }
}
