package dev.weft.io;

import dev.weft.CancelUnsafe;
import dev.weft.Future;
import dev.weft.Tuple2;
import dev.weft.Weft;
import dev.weft.internal.bytes.Frames;
import java.io.IOException;

/**
 * Where bytes come from and go to: a connection. What is read and what is written are independent:
 * one task may read while another one writes, and the end of one leaves the other as it is.
 */
public interface AsyncReadWrite extends AsyncRead, AsyncWrite {
  /**
   * The two sides of this, for two tasks that are to have one each. Both are this, seen as less: so
   * there is nothing to put together again, and closing this closes both.
   *
   * @return the sides
   */
  default Halves split() {
    return new Halves(this, this);
  }

  /**
   * A reader and a writer as one, such as the output and the input of a child process.
   *
   * @param reader where bytes come from
   * @param writer where they go to
   * @return both; closing them stays with whoever has them
   */
  static AsyncReadWrite of(AsyncRead reader, AsyncWrite writer) {
    return new Joined(reader, writer);
  }

  /**
   * Passes on what two connections send until both have ended, as a proxy does. The end of what one
   * sends {@linkplain #shutdown shuts down} the other one; the other direction goes on. The first
   * failure ends both directions. Neither connection is closed.
   *
   * <p>Where one has nothing to say for a while, what it said before is flushed; see {@link
   * #copyTo}.
   *
   * @param left one connection
   * @param right the other connection
   * @return a future of the numbers of bytes that were passed on from left to right, and from right
   *     to left
   * @throws IOException through the future, if bytes can't be read or written
   * @see <a href="https://docs.rs/tokio/latest/tokio/io/fn.copy_bidirectional.html">Tokio's
   *     copy_bidirectional</a>
   */
  @CancelUnsafe("the bytes that it has read and not written, and how many it has written")
  static Future<Tuple2<Long, Long>> copyBidirectional(AsyncReadWrite left, AsyncReadWrite right)
      throws IOException {
    return Weft.tryJoin(
        Frames.<Long>of(new OneWay(left, right)), Frames.<Long>of(new OneWay(right, left)));
  }

  /**
   * The two sides of a connection.
   *
   * @param reader what reads
   * @param writer what writes
   */
  record Halves(AsyncRead reader, AsyncWrite writer) {}
}
