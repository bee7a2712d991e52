package chat;

import static dev.weft.Weft.*;

import dev.weft.*;
import dev.weft.io.BufReader;
import dev.weft.io.TooLongException;
import java.io.IOException;
import java.nio.ByteBuffer;

/** The lines that a client sends. One that is too long is told of and skipped, in little memory. */
final class LineReader {
  private final BufReader in;
  private final int limit;
  private boolean skipping;

  LineReader(BufReader in, int limit) {
    this.in = in;
    this.limit = limit;
  }

  /**
   * The next line; null at the end.
   *
   * @throws TooLongException once for each line that is too long
   */
  @Async
  @CancelSafe
  Future<String> next() throws IOException {
    while (skipping) {
      await(skip());
    }
    try {
      return ready(await(in.readLine(limit)));
    } catch (TooLongException e) {
      skipping = true;
      throw e;
    }
  }

  /** Takes what there is, up to the end of the line. */
  @Async
  @CancelSafe
  private Future<Void> skip() throws IOException {
    ByteBuffer some = await(in.peek());
    int length = some == null ? 0 : some.remaining();
    for (int i = 0; i < length; i++) {
      if (some.get(some.position() + i) == '\n') {
        length = i + 1;
        skipping = false;
      }
    }
    skipping &= length > 0;
    in.consume(length);
    return ready();
  }
}
