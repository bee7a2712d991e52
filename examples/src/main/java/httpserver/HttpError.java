package httpserver;

/** A request that can't be carried out, and behind which nothing can be read any more. */
final class HttpError extends Exception {
  private static final long serialVersionUID = 1;

  private final int status;

  /**
   * An error.
   *
   * @param status what the client is told
   * @param text and why
   */
  HttpError(int status, String text) {
    super(text, null, false, false);
    this.status = status;
  }

  int status() {
    return status;
  }
}
