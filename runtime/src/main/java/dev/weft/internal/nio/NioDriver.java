package dev.weft.internal.nio;

import dev.weft.internal.io.DatagramSocket;
import dev.weft.internal.io.IoDriver;
import dev.weft.internal.io.ListeningSocket;
import dev.weft.internal.io.StreamSocket;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ProtocolFamily;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * A driver over one {@link Selector}.
 *
 * <p>Each socket is registered with it from the start, which costs no call of the system as long as
 * nobody waits for it. What the selector is asked for is changed in its next select, in one go; a
 * thread that waits in one is woken for that, and nobody else: who changes something makes that
 * known to the selector first and then looks whether somebody {@link #waits}; who waits says so
 * first, and the select looks at changes before it sleeps.
 *
 * <p>The system reports what is ready for as long as it is (it is level-triggered), so that nothing
 * is lost between two selects.
 *
 * <p>A select may find a thousand sockets. Their tasks are woken in portions, and there is no
 * further select before the last of them.
 */
public final class NioDriver implements IoDriver {
  private final String runtime;
  private final Selector selector;

  /** What the selector has found ready and nobody was told of yet. For who has the lock. */
  private final Queue<SelectionKey> ready = new ArrayDeque<>();

  private final Consumer<SelectionKey> found = ready::add;

  /** Held by the thread that is in the selector; fair, so that who wants in gets in. */
  private final ReentrantLock inside = new ReentrantLock(true);

  /** How many threads want in; while there are some, nobody waits inside. */
  private final AtomicInteger wanting = new AtomicInteger();

  /** Whether a thread waits in the selector, or is about to. */
  private volatile boolean waits;

  /** Whether the wait that is under way, or the next one, is to end at once. */
  private volatile boolean woken;

  private volatile boolean closed;

  /**
   * A driver without sockets.
   *
   * @param runtime the runtime in words
   */
  public NioDriver(String runtime) throws IOException {
    this.runtime = runtime;
    selector = Selector.open();
  }

  @Override
  public void await(long nanos) {
    inside.lock();
    try {
      waits = true;
      if (closed || fireSome()) {
        return;
      }
      if (woken || nanos <= 0 || wanting.get() > 0) {
        selector.selectNow(found);
      } else {
        selector.select(found, millis(nanos));
      }
      boolean unused = fireSome();
    } catch (IOException e) {
      throw new UncheckedIOException("the selector of " + runtime + " has failed", e);
    } catch (ClosedSelectorException e) {
      // It was closed meanwhile.
    } finally {
      woken = false;
      waits = false;
      inside.unlock();
    }
  }

  /** Rounded up, so that a wait for a timer doesn't end before it; 0 would mean for ever. */
  private static long millis(long nanos) {
    return TimeUnit.NANOSECONDS.toMillis(nanos - 1) + 1;
  }

  @Override
  public void poll() {
    if (!waits && inside.tryLock()) {
      try {
        if (!fireSome()) {
          selectNow();
          boolean unused = fireSome();
        }
      } finally {
        inside.unlock();
      }
    }
  }

  /** For who has the lock. */
  private void selectNow() {
    try {
      int unused = selector.selectNow(found);
    } catch (IOException e) {
      throw new UncheckedIOException("the selector of " + runtime + " has failed", e);
    } catch (ClosedSelectorException e) {
      // The runtime is closed.
    }
  }

  /** Tells some of those that were found; false if there are none. For who has the lock. */
  private boolean fireSome() {
    SelectionKey key = ready.poll();
    boolean any = key != null;
    for (int i = 1; key != null; i++) {
      ((NioSocket<?>) key.attachment()).ready(key);
      key = i < PORTION ? ready.poll() : null;
    }
    return any;
  }

  /** A look that another thread takes at the selector in between would end a wake-up of that. */
  @Override
  public void wake() {
    woken = true;
    changed();
  }

  /**
   * Has the system let go of sockets that are closed: that is part of a select, and their addresses
   * aren't free before. Waits no longer than for another thread to leave the selector, which that
   * does at once.
   */
  void release() {
    if (!inside.isHeldByCurrentThread()) {
      wanting.incrementAndGet();
      selector.wakeup();
      inside.lock();
      try {
        int unused = wanting.decrementAndGet();
        selectNow();
      } finally {
        inside.unlock();
      }
    }
  }

  /** The next select has something to change. */
  void changed() {
    if (waits) {
      selector.wakeup();
    }
  }

  /** Whether it is closed, and with it all its sockets. */
  boolean isClosed() {
    return closed;
  }

  /** The runtime in words. */
  String runtime() {
    return runtime;
  }

  Selector selector() {
    return selector;
  }

  @Override
  public void close() {
    closed = true;
    selector.wakeup();
    inside.lock();
    try {
      for (SelectionKey key : List.copyOf(selector.keys())) {
        ((NioSocket<?>) key.attachment()).close();
      }
      selector.close();
    } catch (IOException | ClosedSelectorException e) {
      // There is nothing left to close, or nothing that can be done.
    } finally {
      inside.unlock();
    }
  }

  @Override
  public StreamSocket stream(ProtocolFamily family) throws IOException {
    return stream(SocketChannel.open(family));
  }

  /** Takes over a connection. */
  StreamSocket stream(SocketChannel channel) throws IOException {
    return new NioStream(this, prepared(channel));
  }

  @Override
  public ListeningSocket listener(ProtocolFamily family) throws IOException {
    return new NioListener(this, prepared(ServerSocketChannel.open(family)));
  }

  @Override
  public DatagramSocket datagram(ProtocolFamily family) throws IOException {
    return new NioDatagram(this, prepared(DatagramChannel.open(family)));
  }

  private static <C extends SelectableChannel> C prepared(C channel) throws IOException {
    try {
      channel.configureBlocking(false);
      return channel;
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }
}
