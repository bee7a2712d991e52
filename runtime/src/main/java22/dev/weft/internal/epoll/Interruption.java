package dev.weft.internal.epoll;

import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.spi.AbstractInterruptibleChannel;

/**
 * Has an interrupt of a thread that waits end the wait. Only channels and selectors are told of
 * interrupts, so this is a channel, which an interrupt closes; then another one is needed.
 */
final class Interruption extends AbstractInterruptibleChannel {
  private final Runnable action;

  /** What an interrupt does; on the thread that interrupts. */
  Interruption(Runnable action) {
    this.action = action;
  }

  /** The calling thread is about to wait. */
  void arm() {
    begin();
  }

  /** It waits no more. */
  void disarm() {
    try {
      end(true);
    } catch (AsynchronousCloseException e) {
      // The thread's status tells of it.
    }
  }

  @Override
  protected void implCloseChannel() {
    action.run();
  }
}
