package dev.weft.weaver.lint;

import dev.weft.weaver.Lint;
import dev.weft.weaver.LintExceptions;
import dev.weft.weaver.Problem;
import dev.weft.weaver.scan.Reporter;
import java.util.List;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;

/** Collects what the lints find in one class, but for what is not to be told of. */
final class Findings {
  private final String className;
  private final LintExceptions except;
  private final Reporter reporter;

  Findings(ClassNode owner, LintExceptions except) {
    className = owner.name;
    this.except = except;
    reporter = new Reporter(owner);
  }

  void add(Lint lint, MethodNode method, AbstractInsnNode at, String text) {
    if (!except.has(lint, className, method.name)) {
      reporter.report(lint.id(), method, at, text);
    }
  }

  void add(Lint lint, MethodNode method, String text) {
    if (!except.has(lint, className, method.name)) {
      reporter.report(lint.id(), method, text);
    }
  }

  /** Each once: compilers may make several handlers of one {@code finally}. */
  List<Problem> all() {
    return reporter.problems().stream().distinct().toList();
  }
}
