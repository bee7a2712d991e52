package httpserver;

import org.eclipse.jetty.http.HttpStatus;

/** The first lines of responses. */
final class StatusLines {
  private static final byte[][] LINES = new byte[1000][];

  static {
    for (HttpStatus.Code code : HttpStatus.Code.values()) {
      LINES[code.getCode()] =
          Output.ascii("HTTP/1.1 " + code.getCode() + " " + code.getMessage() + "\r\n");
    }
  }

  private StatusLines() {}

  static byte[] of(int status) {
    return LINES[status];
  }
}
