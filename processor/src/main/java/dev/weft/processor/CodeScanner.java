package dev.weft.processor;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.MemberReferenceTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ReturnTree;
import com.sun.source.util.TreePathScanner;
import java.util.Optional;
import javax.lang.model.element.TypeElement;
import org.jspecify.annotations.Nullable;

/** Walks a class and hands what matters to the checks. */
final class CodeScanner extends TreePathScanner<@Nullable Void, @Nullable Void> {
  private final AsyncCode code;
  private final MarkCheck marks;
  private final MethodChecks methods;
  private final AwaitCheck awaits;
  private final ReturnCheck returns;
  private final ReferenceCheck references;

  /** Empty where its warnings are switched off. */
  private final Optional<CancelSafetyCheck> cancelSafety;

  CodeScanner(
      AsyncCode code,
      MarkCheck marks,
      MethodChecks methods,
      Optional<Losses> losses,
      TreeReporter reporter,
      Lints lints) {
    this.code = code;
    this.marks = marks;
    this.methods = methods;
    this.awaits = new AwaitCheck(code, reporter);
    this.returns = new ReturnCheck(code, reporter);
    this.references = new ReferenceCheck(code, reporter);
    this.cancelSafety = losses.map(each -> new CancelSafetyCheck(code, each, lints));
  }

  @Override
  public @Nullable Void visitClass(ClassTree type, @Nullable Void unused) {
    code.element(getCurrentPath()).ifPresent(element -> marks.check((TypeElement) element));
    return super.visitClass(type, null);
  }

  @Override
  public @Nullable Void visitMethod(MethodTree method, @Nullable Void unused) {
    code.method(getCurrentPath()).ifPresent(methods::check);
    return super.visitMethod(method, null);
  }

  @Override
  public @Nullable Void visitMethodInvocation(MethodInvocationTree call, @Nullable Void unused) {
    if (code.isAwait(getCurrentPath())) {
      awaits.checkAwait(getCurrentPath(), call);
    } else if (code.isEach(getCurrentPath())) {
      awaits.checkEach(getCurrentPath(), call);
    } else {
      code.suspendingCall(getCurrentPath())
          .ifPresent(type -> awaits.checkCall(getCurrentPath(), call, type));
    }
    cancelSafety.ifPresent(check -> check.check(getCurrentPath(), call));
    return super.visitMethodInvocation(call, null);
  }

  @Override
  public @Nullable Void visitMemberReference(MemberReferenceTree reference, @Nullable Void unused) {
    references.check(getCurrentPath(), reference);
    return super.visitMemberReference(reference, null);
  }

  @Override
  public @Nullable Void visitReturn(ReturnTree statement, @Nullable Void unused) {
    returns.check(getCurrentPath(), statement);
    return super.visitReturn(statement, null);
  }
}
