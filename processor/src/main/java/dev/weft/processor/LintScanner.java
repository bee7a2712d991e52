package dev.weft.processor;

import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.ExpressionStatementTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.MemberReferenceTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.TryTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreePathScanner;
import dev.weft.weaver.BlockingCalls;
import java.util.Map;
import javax.lang.model.element.TypeElement;
import org.jspecify.annotations.Nullable;

/** Walks a class and hands what may be a mistake to the lints. */
final class LintScanner extends TreePathScanner<@Nullable Void, @Nullable Void> {
  private final AsyncCode code;
  private final UnusedFutureCheck unusedFutures;
  private final FailureElsewhereCheck failures;
  private final NullEndCheck nullEnds;
  private final BlockingCheck blocking;
  private final HeldCheck held;
  private final SwallowCheck swallowed;
  private final RecursionCheck recursion;
  private final ForeignAsyncCheck foreign;

  LintScanner(
      AsyncCode code,
      Javac javac,
      BlockingCalls calls,
      Lints lints,
      Map<TypeElement, Boolean> lazyTypes) {
    this.code = code;
    unusedFutures = new UnusedFutureCheck(code, javac, lints, lazyTypes);
    failures = new FailureElsewhereCheck(code, javac, lints);
    nullEnds = new NullEndCheck(code, javac, lints);
    blocking = new BlockingCheck(code, javac, calls, lints);
    held = new HeldCheck(code, lints);
    swallowed = new SwallowCheck(code, lints);
    recursion = new RecursionCheck(code, lints);
    foreign = new ForeignAsyncCheck(lints);
  }

  @Override
  public @Nullable Void visitMethod(MethodTree method, @Nullable Void unused) {
    code.method(getCurrentPath())
        .ifPresent(
            declared -> {
              foreign.check(getCurrentPath(), declared);
              recursion.check(getCurrentPath(), method, declared);
            });
    return super.visitMethod(method, null);
  }

  @Override
  public @Nullable Void visitExpressionStatement(
      ExpressionStatementTree statement, @Nullable Void unused) {
    unusedFutures.check(getCurrentPath(), statement);
    return super.visitExpressionStatement(statement, null);
  }

  @Override
  public @Nullable Void visitLambdaExpression(LambdaExpressionTree lambda, @Nullable Void unused) {
    unusedFutures.check(getCurrentPath(), lambda);
    return super.visitLambdaExpression(lambda, null);
  }

  @Override
  public @Nullable Void visitMemberReference(MemberReferenceTree reference, @Nullable Void unused) {
    unusedFutures.check(getCurrentPath(), reference);
    return super.visitMemberReference(reference, null);
  }

  @Override
  public @Nullable Void visitVariable(VariableTree variable, @Nullable Void unused) {
    unusedFutures.check(getCurrentPath(), variable);
    return super.visitVariable(variable, null);
  }

  @Override
  public @Nullable Void visitAssignment(AssignmentTree assignment, @Nullable Void unused) {
    failures.check(getCurrentPath(), assignment);
    return super.visitAssignment(assignment, null);
  }

  @Override
  public @Nullable Void visitTry(TryTree tree, @Nullable Void unused) {
    held.check(getCurrentPath(), tree);
    swallowed.check(getCurrentPath(), tree);
    return super.visitTry(tree, null);
  }

  @Override
  public @Nullable Void visitMethodInvocation(MethodInvocationTree call, @Nullable Void unused) {
    blocking.check(getCurrentPath(), call);
    if (code.isAwait(getCurrentPath())) {
      nullEnds.check(getCurrentPath(), call);
    }
    return super.visitMethodInvocation(call, null);
  }
}
