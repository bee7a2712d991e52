package dev.weft.processor;

import java.util.Optional;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.VariableElement;
import org.jspecify.annotations.Nullable;

/**
 * What an {@code @AsyncMain} says about its runtime.
 *
 * @param annotation the annotation
 * @param flavor the name of the flavor
 * @param workerThreads the number of worker threads, 0 unless set
 * @param threads where that number is set, or null
 */
record Settings(
    AnnotationMirror annotation,
    String flavor,
    int workerThreads,
    @Nullable AnnotationValue threads) {
  static Settings of(ExecutableElement method) {
    AnnotationMirror annotation = Annotations.find(method, Names.ASYNC_MAIN).orElseThrow();
    Optional<AnnotationValue> threads = Annotations.explicit(annotation, "workerThreads");
    return new Settings(
        annotation,
        flavor(annotation),
        threads.map(value -> value.getValue() instanceof Integer n ? n : 0).orElse(0),
        threads.orElse(null));
  }

  private static String flavor(AnnotationMirror annotation) {
    return Annotations.explicit(annotation, "flavor")
        .filter(value -> value.getValue() instanceof VariableElement)
        .map(value -> ((VariableElement) value.getValue()).getSimpleName().toString())
        .orElse("MULTI_THREAD");
  }

  /** What is wrong and how to cure it. */
  Optional<String> misuse() {
    if (workerThreads < 0) {
      return Optional.of(
          "workerThreads is %d: give a positive number, or 0 for one a processor"
              .formatted(workerThreads));
    }
    if (workerThreads > 0 && !flavor.equals("MULTI_THREAD")) {
      return Optional.of(
          "workerThreads is %d but a %s runtime has no workers: ".formatted(workerThreads, flavor)
              + "remove workerThreads, or choose MULTI_THREAD");
    }
    return Optional.empty();
  }
}
