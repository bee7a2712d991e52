package dev.weft.sync;

import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;

/**
 * A weak reference to a sender, which is told when nobody has the sender any more.
 *
 * <p>Unlike a {@link java.lang.ref.Cleaner} this keeps no list: a reference that is itself garbage
 * by then is never heard of, and the collector doesn't even look at it. So it costs nothing where a
 * channel lives for a short time and ends in the usual way.
 *
 * @param <S> the type of the sender
 */
abstract class SenderReference<S> extends WeakReference<S> {
  private static final ReferenceQueue<Object> DROPPED = new ReferenceQueue<>();

  static {
    Thread thread = new Thread(null, SenderReference::run, "weft-dropped-senders", 0, false);
    thread.setDaemon(true);
    thread.setContextClassLoader(null);
    thread.start();
  }

  SenderReference(S sender) {
    super(sender, DROPPED);
  }

  /** Nobody has the sender any more. Called once, by a thread of this class's own. */
  abstract void dropped();

  private static void run() {
    while (true) {
      try {
        tell(DROPPED.remove());
      } catch (InterruptedException e) {
        // Nobody is meant to: there is no other end than that of the JVM.
      }
    }
  }

  private static void tell(Reference<?> reference) {
    try {
      ((SenderReference<?>) reference).dropped();
    } catch (Throwable t) {
      // As with a cleaner: a failure of one that is woken is nothing to the others.
    }
  }
}
