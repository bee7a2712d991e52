package dev.weft;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks the entry point of a program.
 *
 * <p>On {@code public static void main(String[] args)} the body may {@code await}; it runs as the
 * root future of a runtime that this annotation describes, and {@code main} returns when the body
 * has ended and the runtime is closed. The method stays an ordinary {@code main} for the {@code
 * java} launcher and every IDE.
 *
 * <p>On a static method of another name that returns {@code Future<Void>} or {@code
 * Future<Integer>} (the exit code), with no parameter or a {@code String[]}, the annotation
 * processor generates a launcher class named like the enclosing class with {@code Launcher} added.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface AsyncMain {
  /**
   * The kind of runtime that runs the program.
   *
   * @return the flavor, many threads unless set
   */
  Flavor flavor() default Flavor.MULTI_THREAD;

  /**
   * The number of worker threads of a multi-thread runtime.
   *
   * @return the number of threads; 0 stands for one a processor
   */
  int workerThreads() default 0;
}
