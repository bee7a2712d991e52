package dev.weft.net;

import dev.weft.Future;
import dev.weft.internal.bytes.Steps;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Objects;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Reads bytes in the clear. */
final class TlsRead extends Steps {
  private final TlsEngine tls;
  private final ByteBuffer target;

  /** Whether the engine computes, rather than that records are read. */
  private boolean computing;

  /** Null until it is known. */
  private @Nullable Integer count;

  TlsRead(TlsEngine tls, ByteBuffer target) {
    this.tls = tls;
    this.target = Objects.requireNonNull(target, "target");
  }

  @Override
  protected @Nullable Future<?> next() throws IOException {
    while (count == null) {
      if (!target.hasRemaining() || tls.clear().hasRemaining()) {
        count = tls.moveClear(target);
        return null;
      }
      if (tls.engine.isInboundDone()) {
        count = -1;
        return null;
      }
      if (!tls.incoming.unread().hasRemaining()) {
        return tls.incoming.fill();
      }
      Future<?> awaited = open();
      if (awaited != null) {
        return awaited;
      }
    }
    return null;
  }

  private @Nullable Future<?> open() throws IOException {
    SSLEngineResult result = tls.unwrap(target);
    computing = result.getHandshakeStatus() == HandshakeStatus.NEED_TASK;
    if (computing) {
      return tls.compute();
    }
    switch (result.getStatus()) {
      case BUFFER_UNDERFLOW -> {
        return tls.incoming.fill();
      }
      case OK -> {
        refuseNewHandshake(result.getHandshakeStatus());
        if (result.bytesProduced() > 0 && !tls.clear().hasRemaining()) {
          count = result.bytesProduced();
        }
      }
      case CLOSED -> count = -1;
      case BUFFER_OVERFLOW -> throw new IllegalStateException("there was room: " + result);
    }
    return null;
  }

  /** With TLS 1.3 an answer to a renewal of keys can wait; see {@link TlsEngine}. */
  private void refuseNewHandshake(HandshakeStatus status) throws SSLException {
    boolean wantsOne = status == HandshakeStatus.NEED_WRAP || status == HandshakeStatus.NEED_UNWRAP;
    if (wantsOne && !"TLSv1.3".equals(tls.engine.getSession().getProtocol())) {
      throw new SSLException(
          "the peer asks for a new handshake (renegotiation), which is refused: " + tls);
    }
  }

  @Override
  protected void accept(@Nullable Object answer) throws IOException {
    if (!computing && tls.incoming.filled(answer)) {
      throw new EOFException(
          "the connection has ended without an end in TLS (close_notify), so what was read may not"
              + " be all: "
              + tls);
    }
    computing = false;
  }

  @Override
  protected @Nullable Object finish() {
    return count;
  }

  @Override
  public String toString() {
    return "read of " + tls;
  }
}
