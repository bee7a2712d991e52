package dev.weft.processor;

import com.sun.source.tree.MemberReferenceTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ReturnTree;
import com.sun.source.util.TreePathScanner;
import org.jspecify.annotations.Nullable;

/** Walks a class and hands what matters to the checks. */
final class CodeScanner extends TreePathScanner<@Nullable Void, @Nullable Void> {
  private final AsyncCode code;
  private final MethodChecks methods;
  private final TreeReporter reporter;
  private final AwaitCheck awaits;
  private final ReturnCheck returns;

  CodeScanner(AsyncCode code, MethodChecks methods, TreeReporter reporter) {
    this.code = code;
    this.methods = methods;
    this.reporter = reporter;
    this.awaits = new AwaitCheck(new AwaitPlace(code), reporter);
    this.returns = new ReturnCheck(code, reporter);
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
    }
    return super.visitMethodInvocation(call, null);
  }

  @Override
  public @Nullable Void visitMemberReference(MemberReferenceTree reference, @Nullable Void unused) {
    if (code.isAwait(getCurrentPath(), reference)) {
      reporter.error(
          ErrorId.AWAIT_REFERENCE,
          reference,
          "a method reference to await can't suspend: await in a for loop of async code instead");
    } else if (code.isEach(getCurrentPath(), reference)) {
      reporter.error(
          ErrorId.EACH_OUTSIDE_FOR,
          reference,
          "a method reference to each can't wait for the elements; "
              + "write for (var x : each(stream)) in async code");
    }
    return super.visitMemberReference(reference, null);
  }

  @Override
  public @Nullable Void visitReturn(ReturnTree statement, @Nullable Void unused) {
    returns.check(getCurrentPath(), statement);
    return super.visitReturn(statement, null);
  }
}
