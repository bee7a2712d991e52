package dev.weft.internal.cleanup;

import java.lang.ref.Cleaner;
import java.util.Set;

/** Looks after what is dropped without having been closed. */
public final class Unclosed {
  private static final Cleaner CLEANER = Cleaner.create();
  private static final System.Logger LOGGER = System.getLogger("dev.weft");
  private static final StackWalker STACK =
      StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE);

  private Unclosed() {}

  /** Has something done when an object is unreachable, which that must not refer to. */
  public static Cleaner.Cleanable watch(Object object, Runnable action) {
    return CLEANER.register(object, action);
  }

  /** Tells of one that became unreachable. */
  public static void report(String object, String cure) {
    warn(object + " became unreachable without having been closed; " + cure);
  }

  /** Tells of a loss that nobody else can be told of. */
  public static void warn(String message) {
    LOGGER.log(System.Logger.Level.WARNING, message);
  }

  /**
   * The line of the program that makes an object: the innermost that isn't code of the object's own
   * class or of those around it.
   *
   * @param object the object
   * @param makers classes whose code makes it, too
   */
  public static Object place(Object object, Class<?>... makers) {
    Set<Class<?>> skipped = Set.of(makers);
    return STACK.walk(
        frames ->
            frames
                .dropWhile(frame -> makes(frame.getDeclaringClass(), object, skipped))
                .<Object>map(frame -> frame)
                .findFirst()
                .orElse("an unknown place"));
  }

  private static boolean makes(Class<?> code, Object object, Set<Class<?>> makers) {
    return code == Unclosed.class
        || makers.contains(code)
        || code.isInstance(object)
        || code.getNestHost() == object.getClass().getNestHost();
  }
}
