package dev.weft.processor;

import com.sun.source.util.TaskEvent;
import com.sun.source.util.TaskListener;
import dev.weft.weaver.LintLevel;
import dev.weft.weaver.LintOptions;
import java.util.Optional;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.TypeElement;
import javax.tools.Diagnostic;

/** Ties the tree checks and the weaving to the events of javac. */
final class JavacListeners {
  private JavacListeners() {}

  /**
   * Does nothing on another compiler.
   *
   * @return whether the compiler is javac
   */
  static boolean install(ProcessingEnvironment environment, boolean weave) {
    Optional<Javac> javac = Javac.of(environment);
    javac.ifPresent(found -> install(found, weave));
    return javac.isPresent();
  }

  private static void install(Javac javac, boolean weave) {
    ElementReporter reporter = new ElementReporter(javac.environment().getMessager());
    Boundary boundary = new Boundary(reporter);
    TreeChecks checks = new TreeChecks(javac, reporter, options(javac));
    javac.task().addTaskListener(new Step(TaskEvent.Kind.ANALYZE, boundary, "checking", checks));
    if (weave) {
      SourceTypes sources = new SourceTypes();
      javac.task().addTaskListener(sources);
      WeaveHook hook = new WeaveHook(javac.environment(), sources, reporter);
      javac.task().addTaskListener(new Step(TaskEvent.Kind.GENERATE, boundary, "weaving", hook));
    }
  }

  /** Those of the compilation; the defaults where they are wrong, of which it is told. */
  private static LintOptions options(Javac javac) {
    try {
      return LintOptions.of(javac.environment().getOptions()::get, LintLevel.WARN);
    } catch (IllegalArgumentException e) {
      javac
          .environment()
          .getMessager()
          .printMessage(Diagnostic.Kind.ERROR, ErrorId.OPTION.prefix("-A" + e.getMessage()));
      return LintOptions.of(option -> null, LintLevel.WARN);
    }
  }

  /** What is done with a class when javac has finished a phase of it. */
  interface ClassStep {
    void process(TypeElement type, TaskEvent event);
  }

  private record Step(TaskEvent.Kind phase, Boundary boundary, String doing, ClassStep step)
      implements TaskListener {
    @Override
    public void finished(TaskEvent event) {
      TypeElement type = event.getTypeElement();
      if (event.getKind() == phase && type != null) {
        boundary.run(type, doing, () -> step.process(type, event));
      }
    }
  }
}
