package dev.weft.processor;

import java.util.Set;
import java.util.function.UnaryOperator;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.ProcessingEnvironment;
import javax.annotation.processing.Processor;
import javax.annotation.processing.RoundEnvironment;
import javax.annotation.processing.SupportedAnnotationTypes;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;

/** A processor in an environment that isn't javac's own. */
@SupportedAnnotationTypes("*")
final class WrappedProcessor extends AbstractProcessor {
  private final Processor processor;
  private final UnaryOperator<ProcessingEnvironment> wrapper;

  WrappedProcessor(Processor processor, UnaryOperator<ProcessingEnvironment> wrapper) {
    this.processor = processor;
    this.wrapper = wrapper;
  }

  @Override
  public SourceVersion getSupportedSourceVersion() {
    return SourceVersion.latestSupported();
  }

  @Override
  public synchronized void init(ProcessingEnvironment environment) {
    super.init(environment);
    processor.init(wrapper.apply(environment));
  }

  @Override
  public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
    processor.process(annotations, round);
    return false;
  }
}
