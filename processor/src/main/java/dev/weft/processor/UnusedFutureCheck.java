package dev.weft.processor;

import com.sun.source.tree.ExpressionStatementTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.MemberReferenceTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreeScanner;
import dev.weft.weaver.LintRules;
import dev.weft.weaver.LintText;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Name;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/** Finds lazy futures that nobody will ever run: WEFT-018. */
final class UnusedFutureCheck {
  private final AsyncCode code;
  private final Javac javac;
  private final Lints lints;

  /** What was found out of types, since nearly each statement asks. */
  private final Map<TypeElement, Boolean> lazy;

  UnusedFutureCheck(AsyncCode code, Javac javac, Lints lints, Map<TypeElement, Boolean> lazy) {
    this.lazy = lazy;
    this.code = code;
    this.javac = javac;
    this.lints = lints;
  }

  /** Checks an expression that stands as a statement. */
  void check(TreePath path, ExpressionStatementTree statement) {
    TreePath expression = new TreePath(path, statement.getExpression());
    if (makesFuture(expression) && !isInAssertion(path) && !isOfMock(expression)) {
      report(expression, LintText.DROPPED);
    }
  }

  /** Checks a lambda whose body is an expression. */
  void check(TreePath path, LambdaExpressionTree lambda) {
    TreePath body = new TreePath(path, lambda.getBody());
    if (lambda.getBody() instanceof ExpressionTree
        && makesFuture(body)
        && returnsNothing(path)
        && !isInAssertion(body)) {
      report(body, LintText.droppedBy("lambda"));
    }
  }

  /** Checks a method reference; those of async interfaces are another check's. */
  void check(TreePath path, MemberReferenceTree reference) {
    boolean dropped =
        returnsNothing(path)
            && code.target(path).flatMap(AsyncInterfaces::of).isEmpty()
            && !isExpectation(path)
            && code.element(path)
                .filter(ExecutableElement.class::isInstance)
                .filter(called -> isLazy(((ExecutableElement) called).getReturnType()))
                .isPresent();
    if (dropped) {
      lints.error(
          ErrorId.UNUSED_FUTURE,
          path,
          LintText.unusedFuture(
              LintText.futureOf(reference.getName().toString()),
              LintText.droppedBy("method reference")));
    }
  }

  /** Checks a local variable, which nobody may mention. */
  void check(TreePath path, VariableTree variable) {
    ExpressionTree value = variable.getInitializer();
    if (value != null
        && isLocal(path)
        && !variable.getName().toString().startsWith(LintRules.UNUSED)
        && makesFuture(new TreePath(path, value))
        && !isMentioned(path.getParentPath(), variable.getName())) {
      report(new TreePath(path, value), LintText.keptIn(variable.getName().toString()));
    }
  }

  private void report(TreePath expression, String what) {
    lints.error(ErrorId.UNUSED_FUTURE, expression, LintText.unusedFuture(name(expression), what));
  }

  private String name(TreePath expression) {
    if (code.isAwait(expression)) {
      return "the future that await gives here";
    }
    return expression.getLeaf() instanceof MethodInvocationTree call
        ? code.element(new TreePath(expression, call.getMethodSelect()))
            .map(called -> LintText.futureOf(TypeNames.signature((ExecutableElement) called)))
            .orElse("the future")
        : "the future new " + TypeNames.simple(javac.trees().getTypeMirror(expression));
  }

  private boolean isLocal(TreePath path) {
    return code.element(path)
        .filter(each -> each.getKind() == ElementKind.LOCAL_VARIABLE)
        .isPresent();
  }

  private static boolean isMentioned(TreePath scope, Name name) {
    Boolean found =
        new TreeScanner<Boolean, @Nullable Void>() {
          @Override
          public Boolean visitIdentifier(IdentifierTree identifier, @Nullable Void unused) {
            return identifier.getName().equals(name);
          }

          @Override
          public Boolean reduce(@Nullable Boolean one, @Nullable Boolean other) {
            return Boolean.TRUE.equals(one) || Boolean.TRUE.equals(other);
          }
        }.scan(scope.getLeaf(), null);
    return Boolean.TRUE.equals(found);
  }

  /** Whether an expression is a call or a constructor that gives a lazy future. */
  private boolean makesFuture(TreePath expression) {
    boolean makes =
        expression.getLeaf() instanceof NewClassTree
            || (expression.getLeaf() instanceof MethodInvocationTree call
                && code.element(new TreePath(expression, call.getMethodSelect()))
                    .filter(called -> !mayBeIgnored(called))
                    .isPresent());
    return makes
        && Optional.ofNullable(javac.trees().getTypeMirror(expression))
            .filter(this::isLazy)
            .isPresent();
  }

  private static boolean mayBeIgnored(Element called) {
    return called.getAnnotationMirrors().stream()
        .map(Annotations::type)
        .anyMatch(type -> type.getSimpleName().contentEquals(LintRules.MAY_BE_IGNORED));
  }

  private boolean isLazy(TypeMirror type) {
    return TypeNames.declaration(type)
        .filter(each -> lazy.computeIfAbsent(each, UnusedFutureCheck::isLazy))
        .isPresent();
  }

  private static boolean isLazy(TypeElement type) {
    return LintRules.isLazy(Supertypes.names(type));
  }

  private boolean returnsNothing(TreePath functional) {
    return code.target(functional)
        .flatMap(TypeNames::declaration)
        .flatMap(code.interfaces()::method)
        .filter(method -> method.getReturnType().getKind() == TypeKind.VOID)
        .isPresent();
  }

  /** A call that is expected to fail makes no future. */
  private boolean isInAssertion(TreePath path) {
    return Stream.iterate(path, each -> each != null, TreePath::getParentPath)
        .filter(each -> each.getLeaf() instanceof LambdaExpressionTree)
        .anyMatch(this::isExpectation);
  }

  private boolean isExpectation(TreePath functional) {
    return code.isInAssertion(functional)
        || code.isCallOf(functional.getParentPath(), LintRules.MOCKS);
  }

  /** A call of what a mock library gives, {@code verify(mock).load()}, makes no future. */
  private boolean isOfMock(TreePath call) {
    return call.getLeaf() instanceof MethodInvocationTree tree
        && tree.getMethodSelect() instanceof MemberSelectTree select
        && code.isCallOf(
            new TreePath(new TreePath(call, select), select.getExpression()), LintRules.MOCKS);
  }
}
