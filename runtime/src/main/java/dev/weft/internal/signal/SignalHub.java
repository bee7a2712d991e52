package dev.weft.internal.signal;

import dev.weft.Waker;
import dev.weft.internal.queue.Wakers;
import dev.weft.internal.sync.WaitQueue;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * All of this process who listen to one signal, whatever their runtimes. The lock of the queue
 * guards all of it.
 *
 * <h2>Listeners</h2>
 *
 * The first listener claims the signal, and the last one that is closed gives it back to who had it
 * before: in a JVM that is who ends it. Each has one place for a signal that it has not taken:
 * several in a row are one, as they are in the system.
 *
 * <h2>Ctrl+C</h2>
 *
 * {@link CtrlC} has no place of its own and nothing that could be closed. It claims the signal for
 * good when somebody waits for the first time, and one signal is kept for who comes next. What
 * nobody can be told of, as nobody waits or listens and one signal is kept already, goes to whoever
 * had the signal before.
 */
public final class SignalHub {
  private static final Map<String, SignalHub> ALL = new ConcurrentHashMap<>();

  private final SignalSource source;
  private final WaitQueue<CtrlC> waiting = new WaitQueue<>(new Object());
  private final Set<Listener> listeners = new LinkedHashSet<>();

  /** Null until the signal is claimed, and once it is given back. */
  private SignalSource.@Nullable Claim claim;

  /** Whether somebody has waited for Ctrl+C. */
  private boolean forGood;

  private boolean kept;

  SignalHub(SignalSource source) {
    this.source = source;
  }

  /** That of a signal, by its name without SIG. */
  public static SignalHub of(String name) {
    return ALL.computeIfAbsent(name, key -> new SignalHub(new JvmSignal(key)));
  }

  WaitQueue<CtrlC> waiting() {
    return waiting;
  }

  /**
   * Claims the signal for good, and takes the one that is kept; false if there is none. Under the
   * lock.
   */
  boolean takeKept() {
    forGood = true;
    claim();
    boolean had = kept;
    kept = false;
    return had;
  }

  /** Keeps a signal for who comes next. Under the lock. */
  void keep() {
    kept = true;
  }

  private void claim() {
    if (claim == null) {
      claim = source.claim(this::onSignal);
    }
  }

  /**
   * Listens from now on.
   *
   * @throws UnsupportedOperationException if the signal can't be had
   */
  public Listener listen() {
    Listener listener = new Listener();
    synchronized (waiting.lock()) {
      claim();
      listeners.add(listener);
    }
    return listener;
  }

  private void onSignal() {
    Wakers woken = new Wakers();
    SignalSource.Claim other;
    synchronized (waiting.lock()) {
      listeners.forEach(listener -> listener.tell(woken));
      other = forGood ? tellWaiters(woken) : null;
    }
    woken.wake();
    if (other != null) {
      other.pass();
    }
  }

  /**
   * Tells those who wait for Ctrl+C; returns who is to have the signal instead, if there is none.
   */
  private SignalSource.@Nullable Claim tellWaiters(Wakers woken) {
    boolean unheard = waiting.isEmpty() && listeners.isEmpty() && kept;
    kept |= waiting.isEmpty();
    for (CtrlC first = waiting.first(); first != null; first = waiting.first()) {
      first.told = true;
      waiting.settle(first, woken);
    }
    return unheard ? claim : null;
  }

  /** One who listens. */
  public final class Listener {
    private boolean told;
    private boolean closed;

    /** Who waits; one task at a time. */
    private @Nullable Waker waker;

    private Listener() {}

    private void tell(Wakers woken) {
      told = true;
      woken.add(waker);
      waker = null;
    }

    /**
     * Takes the signal that has come.
     *
     * @param current is woken if there is none, when one comes or this is closed
     * @return whether there was one
     */
    public boolean take(Waker current) {
      synchronized (waiting.lock()) {
        boolean had = told;
        told = false;
        waker = had || closed ? null : current;
        return had;
      }
    }

    /** Nobody waits for now. */
    public void pause() {
      synchronized (waiting.lock()) {
        waker = null;
      }
    }

    /** Whether it doesn't listen any more. */
    public boolean isClosed() {
      synchronized (waiting.lock()) {
        return closed;
      }
    }

    /** Listens no more; the last one gives the signal back. Idempotent. */
    public void close() {
      Wakers woken = new Wakers();
      synchronized (waiting.lock()) {
        if (!closed) {
          closed = true;
          told = false;
          woken.add(waker);
          waker = null;
          listeners.remove(this);
          giveBack();
        }
      }
      woken.wake();
    }
  }

  private void giveBack() {
    SignalSource.Claim held = claim;
    if (listeners.isEmpty() && !forGood && held != null) {
      claim = null;
      held.restore();
    }
  }
}
