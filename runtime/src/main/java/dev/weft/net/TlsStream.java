package dev.weft.net;

import dev.weft.AsyncCloseable;
import dev.weft.CancelSafe;
import dev.weft.Future;
import dev.weft.internal.bytes.Frames;
import dev.weft.internal.bytes.Owned;
import dev.weft.io.AsyncReadWrite;
import java.io.IOException;
import java.nio.ByteBuffer;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;

/**
 * A connection with TLS over another one; {@link TlsConnector} and {@link TlsAcceptor} make it.
 *
 * <pre>{@code
 * TcpStream tcp = await(TcpStream.connect("example.org", 443));
 * try (TlsStream tls = await(TlsConnector.system().connect(tcp, "example.org", 443))) {
 *   await(tls.writeAll(request));
 *   await(tls.shutdown());
 *   byte[] answer = await(tls.readToEnd());
 * }
 * }</pre>
 *
 * <h2>Ends</h2>
 *
 * <p>What the peer sends has ended when it says so in TLS. If the connection below ends without
 * that, somebody may have cut it off, and the read fails with {@link java.io.EOFException}. {@link
 * #shutdown} says it for this side, and ends the connection below for writing. With TLS 1.3, what
 * the peer sends can still be read then, and the other way round; with TLS 1.2 the end of one side
 * is that of both.
 *
 * <p>{@link #close} says nothing and closes the connection below; {@link #closeAsync} shuts down
 * first.
 *
 * <h2>Tasks and memory</h2>
 *
 * <p>One task may read while another one writes. A write has ended when the connection below has
 * all of its bytes, and one that is cancelled tells by the positions of its buffers what was
 * written, as always; what of it is encrypted and not sent yet goes before the following write.
 * From the first read on, one buffer of about 16 KiB is held for records that come; what isn't sent
 * yet is held besides.
 *
 * <p>Keys that the peer renews are followed. Handshakes anew, which TLS 1.2 knows, are refused.
 *
 * @see <a href="https://docs.rs/tokio-rustls/latest/tokio_rustls/">tokio-rustls</a>
 */
public final class TlsStream implements AsyncReadWrite, AsyncCloseable, AutoCloseable {
  private final TlsEngine tls;

  TlsStream(TlsEngine tls) {
    this.tls = tls;
  }

  /**
   * What was agreed upon: protocol, cipher suite, certificates.
   *
   * @return the session
   */
  public SSLSession session() {
    return tls.engine.getSession();
  }

  /**
   * The protocol that was agreed upon to be spoken over this connection (ALPN).
   *
   * @return its name, such as {@code h2}; null if none was
   */
  public @Nullable String applicationProtocol() {
    String protocol = tls.engine.getApplicationProtocol();
    return protocol == null || protocol.isEmpty() ? null : protocol;
  }

  @Override
  @CancelSafe
  public Future<Integer> read(ByteBuffer target) {
    return Frames.of(new TlsRead(tls, target));
  }

  @Override
  @CancelSafe
  public Future<Integer> write(ByteBuffer source) {
    return Frames.<Long>of(new TlsWrite(tls, source)).map(Math::toIntExact);
  }

  /** Small buffers go together into one record. */
  @Override
  @CancelSafe
  public Future<Long> write(ByteBuffer[] sources) {
    return Frames.of(new TlsWrite(tls, sources.clone()));
  }

  @Override
  @CancelSafe
  public Future<Void> flush() {
    return Frames.of(new TlsDrain(tls, TlsDrain.End.FLUSH));
  }

  @Override
  @CancelSafe
  public Future<Void> shutdown() {
    return Frames.of(new TlsDrain(tls, TlsDrain.End.SHUTDOWN));
  }

  /** Shuts down, and closes the connection below in any case. */
  @Override
  @CancelSafe
  public Future<Void> closeAsync() {
    return Frames.of(new TlsDrain(tls, TlsDrain.End.CLOSE));
  }

  /**
   * Closes the connection below, if it can be closed. The peer isn't told that this is the end, so
   * it takes it for a failure, unless {@link #shutdown} has come before. Never blocks if closing
   * the connection below doesn't.
   *
   * @throws IOException if that can't be closed
   */
  @Override
  public void close() throws IOException {
    Owned.close(tls.transport);
  }

  @Override
  public String toString() {
    return "TLS over " + tls.transport;
  }
}
