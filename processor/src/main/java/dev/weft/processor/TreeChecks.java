package dev.weft.processor;

import com.sun.source.util.TaskEvent;
import com.sun.source.util.TreePath;
import dev.weft.weaver.LintOptions;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import javax.lang.model.element.TypeElement;

/**
 * The checks of what stands in a class's methods, once javac has attributed and analyzed it.
 *
 * <p>An error here stops javac before it generates code for the class, like an error of its own.
 */
final class TreeChecks implements JavacListeners.ClassStep {
  /** The option whose value {@code false} switches warnings of cancel safety off. */
  static final String CANCEL_SAFETY = "weft.cancelSafety";

  private final Javac javac;
  private final AsyncCode code;
  private final MarkCheck marks;
  private final MethodChecks methods;
  private final Optional<Losses> losses;
  private final LintOptions options;
  private final Map<TypeElement, Boolean> lazyTypes = new HashMap<>();

  TreeChecks(Javac javac, ElementReporter reporter, LintOptions options) {
    AsyncInterfaces interfaces = new AsyncInterfaces(javac.environment().getElementUtils());
    this.javac = javac;
    this.code = new AsyncCode(javac, interfaces);
    this.marks = new MarkCheck(interfaces, reporter);
    this.methods = new MethodChecks(reporter);
    boolean silent = "false".equals(javac.environment().getOptions().get(CANCEL_SAFETY));
    this.options = options;
    this.losses = silent ? Optional.empty() : Optional.of(new Losses(code, javac));
  }

  @Override
  public void process(TypeElement type, TaskEvent event) {
    TreePath path = javac.trees().getPath(type);
    if (path != null) {
      TreeReporter reporter = new TreeReporter(javac.trees(), path.getCompilationUnit());
      Lints lints = new Lints(code, reporter, options.level());
      new CodeScanner(code, marks, methods, losses, reporter, lints).scan(path, null);
      new LintScanner(code, javac, options.blocking(), lints, lazyTypes).scan(path, null);
    }
  }
}
