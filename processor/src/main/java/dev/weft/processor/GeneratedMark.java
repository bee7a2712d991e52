package dev.weft.processor;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.ClassName;
import java.util.Optional;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.Element;
import javax.lang.model.util.Elements;

/** The annotation of what the processor generates. */
final class GeneratedMark {
  private static final String GENERATED = "javax.annotation.processing.Generated";

  private GeneratedMark() {}

  /** Only where the user's module reads {@code java.compiler}, which holds the annotation. */
  static Optional<AnnotationSpec> of(ProcessingEnvironment environment, Element origin) {
    Elements elements = environment.getElementUtils();
    return Optional.ofNullable(elements.getTypeElement(elements.getModuleOf(origin), GENERATED))
        .map(ClassName::get)
        .map(AnnotationSpec::builder)
        .map(spec -> spec.addMember("value", "$S", WeftProcessor.class.getName()).build());
  }
}
