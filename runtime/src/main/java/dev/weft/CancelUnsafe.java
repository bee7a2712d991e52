package dev.weft;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says of a method what is lost if its future is cancelled before its end, even if the method is
 * called again: the opposite of {@link CancelSafe}. A method that is marked by neither counts as
 * one that loses what it has done so far.
 *
 * <p>To lose nothing in a loop, make the future before the loop, and keep it from one round to the
 * next.
 *
 * @see CancelSafe
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface CancelUnsafe {
  /**
   * What is lost, in words that follow "it loses".
   *
   * @return for instance "the value that waits for a place"
   */
  String value();
}
