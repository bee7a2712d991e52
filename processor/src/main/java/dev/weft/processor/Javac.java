package dev.weft.processor;

import com.sun.source.util.JavacTask;
import com.sun.source.util.Trees;
import java.util.Optional;
import javax.annotation.processing.ProcessingEnvironment;

/**
 * The javac that runs the processor, seen through its exported API.
 *
 * @param environment javac's own environment, without a build tool's wrapper
 * @param task the running compilation
 * @param trees its syntax trees
 */
record Javac(ProcessingEnvironment environment, JavacTask task, Trees trees) {
  /** Empty on another compiler, which may not even have javac's classes. */
  static Optional<Javac> of(ProcessingEnvironment environment) {
    try {
      ProcessingEnvironment own = Wrappers.unwrap(environment);
      return Optional.of(new Javac(own, JavacTask.instance(own), Trees.instance(own)));
    } catch (IllegalArgumentException | LinkageError e) {
      return Optional.empty();
    }
  }
}
