package httpserver;

import org.eclipse.jetty.http.DateGenerator;

/** The header field that tells the time, made once a second. */
final class DateField {
  private record Made(long second, byte[] line) {}

  private static volatile Made last = new Made(-1, new byte[0]);

  private DateField() {}

  static byte[] now() {
    long second = System.currentTimeMillis() / 1000;
    Made made = last;
    if (made.second() != second) {
      made = new Made(second, Output.ascii("Date: " + format(second) + "\r\n"));
      last = made;
    }
    return made.line();
  }

  /** A time as header fields tell it. */
  static String format(long epochSecond) {
    return DateGenerator.formatDate(epochSecond * 1000);
  }
}
