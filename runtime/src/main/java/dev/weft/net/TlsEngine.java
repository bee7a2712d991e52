package dev.weft.net;

import dev.weft.Future;
import dev.weft.Weft;
import dev.weft.internal.bytes.Intake;
import dev.weft.internal.bytes.Progress;
import dev.weft.io.AsyncReadWrite;
import java.io.IOException;
import java.nio.ByteBuffer;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * An engine between bytes in the clear and a connection that carries records.
 *
 * <h2>Whose is what</h2>
 *
 * <p>During the handshake all belongs to the one task that makes it. Afterwards {@link #incoming}
 * and {@link #clear} belong to the task that reads, and {@link #outgoing} to the one that writes;
 * the engine itself lets both work at the same time. So a read never writes. What the engine wants
 * to send after the handshake, which is the answer to a renewal of keys, it sends before the next
 * record that is written: that is when TLS 1.3 asks for it, and a reader that waited for a writer
 * here could wait for its peer to read, which waits for this side to read.
 */
final class TlsEngine {
  private static final ByteBuffer NONE = ByteBuffer.allocate(0);

  final SSLEngine engine;
  final AsyncReadWrite transport;

  /** Records that have come. */
  final Intake incoming;

  /** Bytes in the clear that didn't fit into the buffer of a read, from position to limit. */
  private ByteBuffer clear = NONE;

  /** Records that are to be sent, from position to limit. */
  private ByteBuffer outgoing = NONE;

  TlsEngine(SSLEngine engine, AsyncReadWrite transport) {
    this.engine = engine;
    this.transport = transport;
    incoming = new Intake(transport, engine.getSession().getPacketBufferSize());
  }

  /** What waits to be read in the clear. */
  ByteBuffer clear() {
    return clear;
  }

  boolean hasOutgoing() {
    return outgoing.hasRemaining();
  }

  /** Sends what is to be sent, or part of it. */
  Future<?> writeOutgoing() throws IOException {
    return transport.write(outgoing);
  }

  /** What a write of the transport has given. */
  void hasWritten(@Nullable Object answer) throws IOException {
    long unused = Progress.ofWrite(answer, transport);
    if (!outgoing.hasRemaining()) {
      outgoing = NONE;
    }
  }

  /** Makes a record of some bytes; to be called when nothing is to be sent. */
  SSLEngineResult wrap(ByteBuffer... sources) throws SSLException {
    ByteBuffer record = Scratch.ofSize(engine.getSession().getPacketBufferSize());
    SSLEngineResult result = engine.wrap(sources, record);
    while (result.getStatus() == SSLEngineResult.Status.BUFFER_OVERFLOW) {
      record = Scratch.ofSize(2 * record.capacity());
      result = engine.wrap(sources, record);
    }
    outgoing = copy(record.flip());
    return result;
  }

  /**
   * Opens a record that has come, straight into a buffer if that is large enough; to be called when
   * nothing waits in the clear.
   */
  SSLEngineResult unwrap(ByteBuffer target) throws SSLException {
    SSLEngineResult result = engine.unwrap(incoming.unread(), target);
    if (result.getStatus() != SSLEngineResult.Status.BUFFER_OVERFLOW) {
      return result;
    }
    ByteBuffer opened = Scratch.ofSize(engine.getSession().getApplicationBufferSize());
    result = engine.unwrap(incoming.unread(), opened);
    while (result.getStatus() == SSLEngineResult.Status.BUFFER_OVERFLOW) {
      opened = Scratch.ofSize(2 * opened.capacity());
      result = engine.unwrap(incoming.unread(), opened);
    }
    clear = copy(opened.flip());
    return result;
  }

  private static ByteBuffer copy(ByteBuffer bytes) {
    return bytes.hasRemaining() ? ByteBuffer.allocate(bytes.remaining()).put(bytes).flip() : NONE;
  }

  /** Moves bytes in the clear to a buffer; returns how many. */
  int moveClear(ByteBuffer target) {
    int count = Math.min(clear.remaining(), target.remaining());
    target.put(clear.slice(clear.position(), count));
    clear.position(clear.position() + count);
    if (!clear.hasRemaining()) {
      clear = NONE;
    }
    return count;
  }

  /** Runs what the engine wants to have computed, on a thread for blocking work. */
  Future<?> compute() {
    return Weft.spawnBlocking(this::runTasks);
  }

  private @Nullable Void runTasks() {
    for (Runnable task = engine.getDelegatedTask();
        task != null;
        task = engine.getDelegatedTask()) {
      task.run();
    }
    return null;
  }

  @Override
  public String toString() {
    return "TLS over " + transport;
  }
}
