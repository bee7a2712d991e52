package dev.weft.sync;

import java.lang.ref.Cleaner;
import java.util.Set;

/** Looks after senders that are dropped without having been closed. */
final class Unclosed {
  private static final Cleaner CLEANER = Cleaner.create();
  private static final System.Logger LOGGER = System.getLogger("dev.weft");
  private static final StackWalker STACK = StackWalker.getInstance();

  /** Code that is never where a sender is made. */
  private static final Set<String> CHANNELS = Set.of("Unclosed", "Mpsc", "MpscCore", "MpscHandle");

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

  /** The line of the program that makes a sender. */
  static String place() {
    return STACK.walk(
        frames ->
            frames
                .dropWhile(frame -> isChannel(frame.getClassName()))
                .findFirst()
                .map(Object::toString)
                .orElse("an unknown place"));
  }

  private static boolean isChannel(String className) {
    String prefix = Unclosed.class.getPackageName() + ".";
    String simple = className.substring(Math.min(prefix.length(), className.length()));
    int nested = simple.indexOf('$');
    return className.startsWith(prefix)
        && CHANNELS.contains(nested < 0 ? simple : simple.substring(0, nested));
  }
}
