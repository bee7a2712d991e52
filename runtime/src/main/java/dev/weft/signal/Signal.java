package dev.weft.signal;

import dev.weft.AsyncStream;
import dev.weft.CancelSafe;
import dev.weft.Context;
import dev.weft.Future;
import dev.weft.Poll;
import dev.weft.internal.signal.SignalHub;
import dev.weft.internal.stream.Closing;
import org.jspecify.annotations.Nullable;

/**
 * Listens to a signal of the operating system, from the moment that it is made until it is closed.
 *
 * <pre>{@code
 * try (Signal hangup = Signal.hangup();
 *     Signal terminate = Signal.terminate()) {
 *   while (await(select(hangup.next(), terminate.next())).index() == 1) {
 *     await(readConfiguration());
 *   }
 * }
 * }</pre>
 *
 * <ul>
 *   <li>As long as somebody listens, the signal doesn't do what it does otherwise: TERM, HUP and
 *       INT don't end the JVM. When the last one who listens to it is closed, it does so again;
 *       whatever handled it before handles it again.
 *   <li>All who listen are told, on all runtimes. Several signals in a row may be one: who has not
 *       taken the first finds one.
 *   <li>A signal that the process was started to ignore, as HUP by nohup and INT by a shell in the
 *       background, stays ignored if it is one of those that end the JVM.
 *   <li>One task at a time waits for it. The stream ends when it is closed.
 *   <li>{@link dev.weft.Weft#ctrlC} goes the same way, and hears each INT as well.
 * </ul>
 *
 * @see <a href="https://docs.rs/tokio/latest/tokio/signal/unix/struct.Signal.html">Tokio's
 *     Signal</a>
 */
public final class Signal implements AsyncStream<SignalKind>, AutoCloseable {
  private final SignalKind kind;
  private final SignalHub.Listener listener;
  private final Next next = new Next();

  private Signal(SignalKind kind) {
    this.kind = kind;
    listener = SignalHub.of(kind.name()).listen();
  }

  /**
   * Listens to a signal.
   *
   * @param kind which
   * @return the stream, which is to be closed
   * @throws UnsupportedOperationException if nobody can have it (KILL, STOP), if the JVM uses it
   *     itself (among others QUIT, SEGV and, on Linux, USR2), or if the system has none of the
   *     name; the message says which. Also on a JVM without the module {@code jdk.unsupported},
   *     and, for those that end it, on one that was started with {@code -Xrs}
   */
  public static Signal of(SignalKind kind) {
    return new Signal(kind);
  }

  /**
   * Listens to TERM, by which the system asks a program to end.
   *
   * @return the stream, which is to be closed
   */
  public static Signal terminate() {
    return of(SignalKind.TERMINATE);
  }

  /**
   * Listens to INT, that is Ctrl+C.
   *
   * @return the stream, which is to be closed
   */
  public static Signal interrupt() {
    return of(SignalKind.INTERRUPT);
  }

  /**
   * Listens to HUP, by which a service is asked by custom to read its configuration again.
   *
   * @return the stream, which is to be closed
   */
  public static Signal hangup() {
    return of(SignalKind.HANGUP);
  }

  /**
   * Listens to USR1.
   *
   * @return the stream, which is to be closed
   */
  public static Signal user1() {
    return of(SignalKind.USER1);
  }

  /**
   * Listens to USR2. On Linux the JVM stops threads by it, for instance for Flight Recorder, and
   * this is refused, unless the environment variable {@code _JAVA_SR_SIGNUM} gives the JVM another
   * one.
   *
   * @return the stream, which is to be closed
   */
  public static Signal user2() {
    return of(SignalKind.USER2);
  }

  /**
   * Listens to WINCH, which tells that the terminal's size has changed.
   *
   * @return the stream, which is to be closed
   */
  public static Signal windowChange() {
    return of(SignalKind.WINDOW_CHANGE);
  }

  /**
   * What it listens to.
   *
   * @return the kind
   */
  public SignalKind kind() {
    return kind;
  }

  /**
   * Waits for a signal, unless one has come that was not taken. Cancel-safe.
   *
   * @return a future of the kind, or of null when this is closed; always the same one
   */
  @Override
  @CancelSafe
  public Future<@Nullable SignalKind> next() {
    return next;
  }

  /** Listens no more. Idempotent; doesn't wait. */
  @Override
  public void close() {
    listener.close();
  }

  @Override
  @CancelSafe
  public Future<Void> closeAsync() {
    return Closing.of(this::close);
  }

  @Override
  public String toString() {
    return "Signal[" + kind + "]";
  }

  private final class Next implements Future<@Nullable SignalKind> {
    @Override
    public @Nullable Object poll(Context context) {
      if (listener.take(context.waker())) {
        return kind;
      }
      return listener.isClosed() ? null : Poll.PENDING;
    }

    @Override
    public Object cancel(Context context) {
      listener.pause();
      return Poll.CANCELLED;
    }

    @Override
    public String toString() {
      return "next of " + Signal.this;
    }
  }
}
