package httpserver;

import java.time.Duration;

/**
 * How long a client may take.
 *
 * @param handshake for that of TLS
 * @param head for the head of a request, from its first byte on
 * @param body for a body; longer while it comes at {@link #BODY_RATE}
 * @param idle between requests
 * @param write for reading what was written
 * @param grace for all that, when the server stops
 */
record TimeLimits(
    Duration handshake,
    Duration head,
    Duration body,
    Duration idle,
    Duration write,
    Duration grace) {
  /** Bytes for which a body gets a second more. */
  static final int BODY_RATE = 1024;
}
