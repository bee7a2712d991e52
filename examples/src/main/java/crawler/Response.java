package crawler;

import java.util.Locale;

/**
 * What a server has answered.
 *
 * @param status its status code
 * @param type the content type, empty if it isn't told
 * @param location where it sends us instead, empty if it doesn't
 * @param body all of it
 */
record Response(int status, String type, String location, byte[] body) {
  private static final int OK = 200;

  boolean isOk() {
    return status == OK;
  }

  boolean isRedirect() {
    return status / 100 == 3 && !location.isEmpty();
  }

  /** Whether it may be better in a while. */
  boolean isBusy() {
    return status == 503 || status == 429;
  }

  boolean isOfType(String mediaType) {
    return type.toLowerCase(Locale.ROOT).startsWith(mediaType);
  }

  /** The charset that the content type tells; null if it tells none. */
  String charset() {
    int begin = type.toLowerCase(Locale.ROOT).indexOf("charset=");
    return begin < 0 ? null : type.substring(begin + 8).replaceAll("[\"'\\s]|;.*", "");
  }
}
