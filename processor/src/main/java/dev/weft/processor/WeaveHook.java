package dev.weft.processor;

import com.sun.source.util.TaskEvent;
import dev.weft.weaver.ClassFiles;
import dev.weft.weaver.DirectoryWeaver;
import dev.weft.weaver.WeaveException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.NestingKind;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;

/**
 * Weaves a top-level class and everything nested in it as soon as javac has written them.
 *
 * <p>Javac writes a nested class before the class around it, so the top-level class comes last.
 */
final class WeaveHook implements JavacListeners.ClassStep {
  /**
   * What woven code is verified against. Of the program's own classes many are still to be
   * compiled: what lies in their place is from an earlier run and would mislead.
   */
  private static final ClassFiles PLATFORM = ClassFiles.of(List.of());

  private final Elements elements;
  private final ClassOutput output;
  private final ElementReporter reporter;

  WeaveHook(ProcessingEnvironment environment, ElementReporter reporter) {
    this.elements = environment.getElementUtils();
    this.output = new ClassOutput(environment);
    this.reporter = reporter;
  }

  @Override
  public void process(TypeElement type, TaskEvent event) {
    if (type.getNestingKind() == NestingKind.TOP_LEVEL) {
      output.root(type, event.getSourceFile()).ifPresent(root -> weave(type, root));
    }
  }

  private void weave(TypeElement type, Path root) {
    try {
      new DirectoryWeaver(root, PLATFORM)
          .weaveNest(elements.getBinaryName(type).toString().replace('.', '/'));
    } catch (WeaveException e) {
      reporter.error(type, String.valueOf(e.getMessage()));
    } catch (IOException e) {
      reporter.error(
          ErrorId.CLASS_OUTPUT,
          type,
          "can't weave %s in place (%s); delete it and compile again".formatted(type, e));
    }
  }
}
