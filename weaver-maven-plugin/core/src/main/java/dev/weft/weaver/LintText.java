package dev.weft.weaver;

/** What is said of mistakes that both the annotation processor and the weaver find. */
public final class LintText {
  /** A call that stands as a statement. */
  public static final String DROPPED = "is dropped, and so never runs";

  private static final String CURE = "; await it, return it, or pass it to spawn(...)";

  private LintText() {}

  /**
   * A future that nobody runs.
   *
   * @param future what it is, such as {@link #futureOf}
   * @param fate what becomes of it, such as {@link #DROPPED}
   */
  public static String unusedFuture(String future, String fate) {
    return future + " " + fate + CURE;
  }

  /** The future that a method gives. */
  public static String futureOf(String method) {
    return "the future of " + method;
  }

  /** The fate of one that goes into a variable. */
  public static String keptIn(String variable) {
    return "is kept in %s, which nobody uses, and so never runs".formatted(variable);
  }

  /** The fate of one that a method reference or a lambda drops. */
  public static String droppedBy(String functional) {
    return "is dropped by a %s that returns nothing, and so never runs".formatted(functional);
  }

  /** The end of a stream where it is unboxed. */
  public static String nullEnd() {
    return "null ends the stream, and is unboxed here into a NullPointerException; "
        + "keep the value in a variable of its boxed type and compare that with null first";
  }

  /** A call that blocks. */
  public static String blocking(String type, String method, String cure) {
    return "%s.%s blocks the thread, and with it all tasks that it runs; use %s"
        .formatted(type, method, cure);
  }

  /** An await under a lock that is given back in a line. */
  public static String lockHeld(long line) {
    return "await while a lock is held that line %d gives back: ".formatted(line)
        + "the code may go on in another thread, which can't unlock it, and others wait meanwhile; "
        + "use dev.weft.sync.Mutex, or await outside";
  }

  /** An await while a ThreadLocal is set that is set back in a line. */
  public static String localHeld(long line) {
    return "await while a ThreadLocal is set that line %d sets back: ".formatted(line)
        + "the code may go on in another thread, and other tasks see the value meanwhile; "
        + "use dev.weft.task.TaskLocal, or await outside";
  }

  /** A catch of what a cancellation throws. */
  public static String swallowedByCatch() {
    return swallowed("this catch", "catch Exception, or throw it on");
  }

  /** A finally that leaves on its own. */
  public static String swallowedByFinally() {
    return swallowed("leaving a finally like this", "put this behind the try");
  }

  private static String swallowed(String what, String cure) {
    return "%s swallows a cancellation of the await in the try, and the code goes on; %s"
        .formatted(what, cure);
  }

  /** A method that awaits itself last. */
  public static String recursion(String method) {
    return method
        + " awaits itself as its last step: each round keeps the frames of all before; "
        + "write a loop, or return the future without awaiting it";
  }

  /** A method with another library's annotation beside Weft's. */
  public static String foreignAsync(String method, String annotation) {
    return "%s is @Async of Weft and also @%s, another library's way to run it elsewhere; "
            .formatted(method, annotation)
        + "keep one of them";
  }
}
