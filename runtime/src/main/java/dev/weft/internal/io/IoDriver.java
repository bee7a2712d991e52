package dev.weft.internal.io;

import java.io.IOException;
import java.net.ProtocolFamily;

/**
 * Where the sockets of one runtime come from, and what tells which of them are ready.
 *
 * <p>It has no thread of its own: a thread of the runtime that has nothing to do waits in {@link
 * #await}, and one that has looks in at times with {@link #poll}. Either of them wakes the tasks
 * whose sockets are ready, so that they run on that thread.
 */
public interface IoDriver {
  /**
   * How many sockets a look tells of at most; what else is ready has to wait for the next one. It
   * is about half of what tasks run between two looks, so that a queue of tasks is empty before it
   * grows, and a task runs while its socket is in the cache. A worker's queue that was filled with
   * all that is ready would spill into the one for tasks from outside, and those that went there
   * would wait a hundred times as long as the others.
   */
  int PORTION = 32;

  /** Makes a driver. */
  @FunctionalInterface
  interface Factory {
    /**
     * Makes the driver of a runtime.
     *
     * @param runtime the runtime in words
     * @throws IOException if the system has no more of what it needs
     */
    IoDriver open(String runtime) throws IOException;
  }

  /**
   * Waits until something is ready, {@link #wake} is called or was called since the last wait, or
   * the time is over. For one thread at a time.
   *
   * @param nanos how long; a wait may take up to a millisecond longer
   */
  void await(long nanos);

  /** Wakes who waits for what is ready now, unless another thread is at it. */
  void poll();

  /** Ends the wait that is under way, or the next one. Callable from any thread. */
  void wake();

  /** Closes all its sockets and itself. Who waits for one is woken and fails. */
  void close();

  /** Opens a socket that is to be connected. */
  StreamSocket stream(ProtocolFamily family) throws IOException;

  /** Opens a socket that is to accept connections. */
  ListeningSocket listener(ProtocolFamily family) throws IOException;

  /** Opens a socket for datagrams. */
  DatagramSocket datagram(ProtocolFamily family) throws IOException;
}
