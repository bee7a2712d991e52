package dev.weft.abi;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Marks a class file that the weaver has been over, so that it is left alone. Not for users. */
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface Woven {
  /**
   * The version of the shape of woven code.
   *
   * @return the version
   */
  int version();

  /**
   * In a class that the weaver made, the class it belongs to.
   *
   * @return the class's binary name, empty in a user's class
   */
  String owner() default "";

  /**
   * In a frame class, a hash of what each state keeps and where. Only bodies of the same shape can
   * go on from each other's frames.
   *
   * @return the hash, 0 in a user's class
   */
  int shape() default 0;

  /**
   * In an async functional interface, the interface that woven code implements in its place.
   *
   * @return its name with slashes, empty where there is none
   */
  String companion() default "";
}
