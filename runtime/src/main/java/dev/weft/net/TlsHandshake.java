package dev.weft.net;

import dev.weft.Future;
import dev.weft.internal.bytes.Owned;
import dev.weft.internal.bytes.Steps;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * Makes a handshake. One that fails tells the peer why, if it still can, and closes the connection
 * below; so does one that is cancelled, without telling.
 */
final class TlsHandshake extends Steps {
  private static final ByteBuffer NONE = ByteBuffer.allocate(0);

  /** What is awaited. */
  private enum Awaited {
    COMPUTATION,
    READ,
    WRITE,
    FLUSH
  }

  private final TlsEngine tls;
  private Awaited awaited = Awaited.FLUSH;
  private boolean begun;

  /** Whether something was written and not flushed. */
  private boolean dirty;

  /** Why there is no connection; null as long as there may be one. */
  private @Nullable IOException failure;

  TlsHandshake(TlsEngine tls) {
    this.tls = tls;
  }

  @Override
  protected @Nullable Future<?> next() throws IOException {
    if (!begun) {
      begun = true;
      tls.engine.beginHandshake();
    }
    while (true) {
      if (tls.hasOutgoing()) {
        dirty = true;
        awaited = Awaited.WRITE;
        return tls.writeOutgoing();
      }
      HandshakeStatus status = tls.engine.getHandshakeStatus();
      if (dirty && (failure != null || status != HandshakeStatus.NEED_WRAP)) {
        dirty = false;
        awaited = Awaited.FLUSH;
        return tls.transport.flush();
      }
      if (failure != null || status == HandshakeStatus.NOT_HANDSHAKING) {
        return null;
      }
      Future<?> step = step(status);
      if (step != null) {
        return step;
      }
    }
  }

  private @Nullable Future<?> step(HandshakeStatus status) throws IOException {
    try {
      return switch (status) {
        case NEED_TASK -> {
          awaited = Awaited.COMPUTATION;
          yield tls.compute();
        }
        case NEED_WRAP -> {
          wrap();
          yield null;
        }
        case NEED_UNWRAP, NEED_UNWRAP_AGAIN -> unwrap();
        case FINISHED, NOT_HANDSHAKING -> null;
      };
    } catch (SSLException e) {
      refused(e);
      return null;
    }
  }

  private void wrap() throws SSLException {
    if (tls.wrap(NONE).getStatus() == SSLEngineResult.Status.CLOSED) {
      throw new SSLException("the peer has ended TLS during the handshake: " + tls);
    }
  }

  private @Nullable Future<?> unwrap() throws IOException {
    if (tls.incoming.unread().hasRemaining()) {
      SSLEngineResult result = tls.unwrap(NONE);
      if (result.getStatus() == SSLEngineResult.Status.CLOSED) {
        throw new SSLException("the peer has ended TLS during the handshake: " + tls);
      }
      if (result.getStatus() != SSLEngineResult.Status.BUFFER_UNDERFLOW) {
        return null;
      }
    }
    awaited = Awaited.READ;
    return tls.incoming.fill();
  }

  /** Has the engine say to the peer what is wrong. */
  private void refused(SSLException e) {
    failure = e;
    try {
      if (tls.engine.getHandshakeStatus() == HandshakeStatus.NEED_WRAP) {
        var unused = tls.wrap(NONE);
      }
    } catch (SSLException another) {
      e.addSuppressed(another);
    }
  }

  @Override
  protected void accept(@Nullable Object answer) throws IOException {
    if (awaited == Awaited.WRITE) {
      tls.hasWritten(answer);
    } else if (awaited == Awaited.READ && tls.incoming.filled(answer)) {
      throw new EOFException("the peer has closed the connection during the handshake: " + tls);
    }
  }

  @Override
  protected void fail(Throwable thrown) throws Throwable {
    Throwable first = thrown;
    if (failure != null) {
      failure.addSuppressed(thrown);
      first = failure;
    }
    closeBecauseOf(first);
    throw first;
  }

  private void closeBecauseOf(Throwable reason) {
    try {
      Owned.close(tls.transport);
    } catch (IOException e) {
      reason.addSuppressed(e);
    }
  }

  @Override
  protected Object finish() throws IOException {
    if (failure != null) {
      closeBecauseOf(failure);
      throw failure;
    }
    return new TlsStream(tls);
  }

  @Override
  public String toString() {
    return "handshake of " + tls;
  }
}
