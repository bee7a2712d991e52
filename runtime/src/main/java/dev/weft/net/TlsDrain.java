package dev.weft.net;

import dev.weft.Future;
import dev.weft.internal.bytes.Owned;
import dev.weft.internal.bytes.Steps;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Sends what is still to be sent, the end of TLS with it where it ends, and what comes then. */
final class TlsDrain extends Steps {
  private static final ByteBuffer NONE = ByteBuffer.allocate(0);

  /** What comes when all is sent. */
  enum End {
    FLUSH,
    SHUTDOWN,
    CLOSE
  }

  private final TlsEngine tls;
  private final End end;
  private boolean ending;
  private boolean done;

  TlsDrain(TlsEngine tls, End end) {
    this.tls = tls;
    this.end = end;
  }

  @Override
  protected @Nullable Future<?> next() throws IOException {
    if (done) {
      return null;
    }
    while (!tls.hasOutgoing()) {
      if (end == End.FLUSH || tls.engine.isOutboundDone()) {
        ending = true;
        return end == End.FLUSH ? tls.transport.flush() : tls.transport.shutdown();
      }
      tls.engine.closeOutbound();
      var unused = tls.wrap(NONE);
    }
    return tls.writeOutgoing();
  }

  @Override
  protected void accept(@Nullable Object answer) throws IOException {
    if (ending) {
      done = true;
      closeAtTheEnd();
    } else {
      tls.hasWritten(answer);
    }
  }

  /** What is to be closed is closed in any case. */
  @Override
  protected void fail(Throwable failure) throws Throwable {
    try {
      closeAtTheEnd();
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
    throw failure;
  }

  private void closeAtTheEnd() throws IOException {
    if (end == End.CLOSE) {
      Owned.close(tls.transport);
    }
  }

  @Override
  public String toString() {
    return "end of " + tls;
  }
}
