package dev.weft.sync;

import java.lang.ref.Cleaner;

/** Looks after senders that are dropped without having been closed. */
final class Unclosed {
  private static final Cleaner CLEANER = Cleaner.create();
  private static final System.Logger LOGGER = System.getLogger("dev.weft");
  private static final StackWalker STACK =
      StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE);

  private Unclosed() {}

  /** Has something done when a sender is unreachable, which that must not refer to. */
  static Cleaner.Cleanable watch(Object sender, Runnable action) {
    return CLEANER.register(sender, action);
  }

  /** Tells of one. */
  static void report(String sender, String cure) {
    LOGGER.log(
        System.Logger.Level.WARNING,
        sender + " became unreachable without having been closed; " + cure);
  }

  /** The line of the program that makes a sender: the innermost that isn't the channel's code. */
  static Object place(Object sender) {
    return STACK.walk(
        frames ->
            frames
                .dropWhile(frame -> makes(frame.getDeclaringClass(), sender))
                .<Object>map(frame -> frame)
                .findFirst()
                .orElse("an unknown place"));
  }

  private static boolean makes(Class<?> code, Object sender) {
    return code == Unclosed.class
        || code == SenderHandle.class
        || code.isInstance(sender)
        || code.getNestHost() == sender.getClass().getNestHost();
  }
}
