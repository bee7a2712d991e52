package dev.weft;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says of a method that its future may be cancelled before its end and made again by another call,
 * and that nothing is lost by it: no value, no message, no permit, no progress.
 *
 * <p>That matters where a future loses and is made anew: an arm of a {@code select} inside a loop,
 * or a time-out that is tried again. The annotation processor warns of a future that isn't marked
 * there. It is a promise, which nobody checks; it may stand on {@link Async} methods as well:
 *
 * <pre>{@code
 * @Async
 * @CancelSafe
 * Future<Job> nextJob() {
 *   return ready(parse(await(lines.recv())));  // one await, safe itself, and nothing kept before it
 * }
 * }</pre>
 *
 * <p>On a class or an interface it says so of each future of that type. A method that overrides one
 * that is marked is marked as well, unless it says otherwise.
 *
 * @see CancelUnsafe
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface CancelSafe {
  /**
   * What is kept.
   *
   * @return everything, unless it is said
   */
  Keeps value() default Keeps.EVERYTHING;

  /** What is kept of a future that is cancelled and made again. */
  enum Keeps {
    /** Everything: it is as if the future had never been. */
    EVERYTHING,

    /**
     * Everything but the place in a queue: whoever is served in turn goes to the end of the line
     * when it asks again. In a loop it may be overtaken for ever.
     */
    ALL_BUT_PLACE,

    /** What the futures keep that are passed to the method; it adds no loss of its own. */
    WHAT_ARGUMENTS_KEEP
  }
}
