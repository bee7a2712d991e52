package dev.weft.sync;

import java.lang.ref.Cleaner;

/** Looks after senders that are dropped without having been closed. */
final class Unclosed {
  private static final Cleaner CLEANER = Cleaner.create();
  private static final System.Logger LOGGER = System.getLogger("dev.weft");

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
}
