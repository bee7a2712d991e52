package crawler;

import java.io.IOException;

/** Says why a page is given up at once: it would be no better at the next attempt. */
final class PageException extends IOException {
  private static final long serialVersionUID = 1L;

  PageException(String message) {
    super(message);
  }
}
