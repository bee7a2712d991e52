package dev.weft.weaver;

import java.util.List;
import java.util.Set;

/** The names that lints go by, in Java's notation. */
public final class LintRules {
  /** What the names of classes begin with whose assertions take lambdas that aren't async. */
  public static final List<String> ASSERTIONS =
      List.of("org.junit.jupiter.api.Assertions", "org.assertj.core.api.");

  /** What the name of the class begins with whose calls say what others are expected. */
  public static final String MOCKS = "org.mockito.";

  /** What the name of a variable begins with that nobody is to use. */
  public static final String UNUSED = "unused";

  /** The simple name of annotations of methods whose result may be dropped. */
  public static final String MAY_BE_IGNORED = "CanIgnoreReturnValue";

  /** The simple name of the annotation that several libraries have. */
  public static final String ASYNC = "Async";

  private static final String LOCKS = "java.util.concurrent.locks.";
  private static final Set<String> SETTERS = Set.of("set", "remove");
  private static final Set<String> ENDING = Set.of("recv", "next", "joinNext");

  private static final Set<String> CATCHERS =
      Set.of("java.lang.Throwable", "java.lang.Error", "dev.weft.CancelledError");

  private LintRules() {}

  /** Whether a catch of a type catches what a cancelled await throws. */
  public static boolean catchesCancellation(String type) {
    return CATCHERS.contains(type);
  }

  /** Whether a method gives back a lock, by its name and its type with all supertypes. */
  public static boolean unlocks(String method, Set<String> types) {
    return method.startsWith("unlock") && types.stream().anyMatch(type -> type.startsWith(LOCKS));
  }

  /** Whether a method sets a ThreadLocal back, by its name and its type with all supertypes. */
  public static boolean resets(String method, Set<String> types) {
    return SETTERS.contains(method) && types.contains("java.lang.ThreadLocal");
  }

  /**
   * Whether the null that a method's future gives says that nothing more comes. What a oneshot
   * gives is null only if that was sent.
   */
  public static boolean endsWithNull(String owner, String method) {
    return ENDING.contains(method)
        && owner.startsWith("dev.weft.")
        && !owner.startsWith("dev.weft.sync.Oneshot");
  }

  /** Whether a type is a lazy future, by all of its supertypes and itself. */
  public static boolean isLazy(Set<String> types) {
    return types.contains("dev.weft.Future") && !types.contains("dev.weft.JoinHandle");
  }
}
