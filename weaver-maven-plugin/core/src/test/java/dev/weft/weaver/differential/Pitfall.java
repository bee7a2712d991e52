package dev.weft.weaver.differential;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Names the pitfalls of weaving, by their numbers in {@code docs/pitfalls.md}, that a case is a
 * smallest trigger of. Tests of JUnit name theirs by tags such as {@code P18}.
 */
@Retention(RetentionPolicy.SOURCE)
@Target(ElementType.METHOD)
public @interface Pitfall {
  /** The numbers. */
  int[] value();
}
