package dev.weft.net;

import dev.weft.Future;
import dev.weft.internal.bytes.Steps;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Objects;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Makes a record of some bytes, behind what is still to be sent, and sends it. */
final class TlsWrite extends Steps {
  private final TlsEngine tls;
  private final ByteBuffer[] sources;

  /** How many bytes are in the record; 0 before. */
  private long count;

  TlsWrite(TlsEngine tls, ByteBuffer... sources) {
    this.tls = tls;
    this.sources = sources;
    for (ByteBuffer source : sources) {
      Objects.requireNonNull(source, "source");
    }
  }

  private boolean hasBytes() {
    for (ByteBuffer source : sources) {
      if (source.hasRemaining()) {
        return true;
      }
    }
    return false;
  }

  @Override
  protected @Nullable Future<?> next() throws IOException {
    while (!tls.hasOutgoing()) {
      if (count > 0 || !hasBytes()) {
        return null;
      }
      SSLEngineResult result = tls.wrap(sources);
      count = result.bytesConsumed();
      if (count == 0 && result.getStatus() == SSLEngineResult.Status.CLOSED) {
        throw new SSLException("nothing can be written any more, as TLS was shut down: " + tls);
      }
      if (count == 0 && !tls.hasOutgoing()) {
        throw new SSLException("nothing could be written: " + result);
      }
    }
    return tls.writeOutgoing();
  }

  @Override
  protected void accept(@Nullable Object answer) throws IOException {
    tls.hasWritten(answer);
  }

  @Override
  protected Object finish() {
    return count;
  }

  @Override
  public String toString() {
    return "write to " + tls;
  }
}
