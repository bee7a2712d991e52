package dev.weft.processor;

import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.CatchTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.TryTree;
import com.sun.source.util.TreePath;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Name;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Types;

/**
 * Finds calls whose {@code throws} a {@code try} satisfies that the failure never reaches, because
 * the future is awaited outside of it: WEFT-019.
 */
final class FailureElsewhereCheck {
  private static final Set<String> SPAWN = Set.of("spawn");

  private final AsyncCode code;
  private final Javac javac;
  private final Lints lints;

  FailureElsewhereCheck(AsyncCode code, Javac javac, Lints lints) {
    this.code = code;
    this.javac = javac;
    this.lints = lints;
  }

  /** Checks what a local variable is set to. */
  void check(TreePath path, AssignmentTree assignment) {
    if (!(assignment.getVariable() instanceof IdentifierTree variable)) {
      return;
    }
    call(new TreePath(path, assignment.getExpression()))
        .ifPresent(call -> check(path, variable.getName(), call));
  }

  private void check(TreePath assignment, Name variable, TreePath call) {
    handler(assignment, thrown(call))
        .filter(
            handler ->
                awaited(new TreePath(handler, tryOf(handler).getBlock()), variable).isEmpty())
        .ifPresent(
            handler ->
                awaited(AsyncCode.border(assignment), variable)
                    .ifPresent(await -> report(call, handler, await)));
  }

  private static TryTree tryOf(TreePath path) {
    return (TryTree) path.getLeaf();
  }

  /** The call that makes a future, which may be spawned at once. */
  private Optional<TreePath> call(TreePath value) {
    if (code.isCall(value, Names.WEFT, SPAWN)) {
      return call(Losses.argument(value, 0));
    }
    return value.getLeaf() instanceof MethodInvocationTree && isFuture(value)
        ? Optional.of(value)
        : Optional.empty();
  }

  private boolean isFuture(TreePath value) {
    return Optional.ofNullable(javac.trees().getTypeMirror(value))
        .filter(Losses::isFuture)
        .isPresent();
  }

  private List<? extends TypeMirror> thrown(TreePath call) {
    return method(call).map(ExecutableElement::getThrownTypes).orElse(List.of());
  }

  private Optional<ExecutableElement> method(TreePath call) {
    return code.element(
            new TreePath(call, ((MethodInvocationTree) call.getLeaf()).getMethodSelect()))
        .filter(ExecutableElement.class::isInstance)
        .map(ExecutableElement.class::cast);
  }

  /** The innermost try around a tree that catches something of what is thrown there. */
  private Optional<TreePath> handler(TreePath path, List<? extends TypeMirror> thrown) {
    Tree border = AsyncCode.border(path).getLeaf();
    TreePath inner = path;
    for (TreePath outer = path.getParentPath();
        outer.getLeaf() != border;
        outer = outer.getParentPath()) {
      TreePath tried = outer;
      if (outer.getLeaf() instanceof TryTree found
          && found.getBlock() == inner.getLeaf()
          && found.getCatches().stream().anyMatch(each -> catches(tried, each, thrown))) {
        return Optional.of(outer);
      }
      inner = outer;
    }
    return Optional.empty();
  }

  private boolean catches(TreePath tried, CatchTree handler, List<? extends TypeMirror> thrown) {
    Types types = javac.environment().getTypeUtils();
    TreePath parameter = new TreePath(new TreePath(tried, handler), handler.getParameter());
    return Handlers.types(handler).stream()
        .map(each -> javac.trees().getTypeMirror(new TreePath(parameter, each)))
        .anyMatch(
            caught ->
                thrown.stream()
                    .anyMatch(
                        each -> types.isSubtype(each, caught) || types.isSubtype(caught, each)));
  }

  /** Where a variable is awaited in a tree. */
  private Optional<TreePath> awaited(TreePath part, Name variable) {
    return Awaits.find(
        part,
        path ->
            code.isAwait(path)
                && ((MethodInvocationTree) path.getLeaf())
                    .getArguments().stream().anyMatch(each -> isNamed(each, variable)));
  }

  private static boolean isNamed(ExpressionTree tree, Name name) {
    return tree instanceof IdentifierTree identifier && identifier.getName().equals(name);
  }

  private void report(TreePath call, TreePath handler, TreePath await) {
    lints.warn(
        ErrorId.FAILURE_ELSEWHERE,
        call,
        "the try of line %d catches nothing of %s, whose failure comes at the await of line %d; "
                .formatted(
                    lints.line(handler.getLeaf()),
                    method(call).map(TypeNames::signature).orElse("this call"),
                    lints.line(await.getLeaf()))
            + "await inside of the try, or handle it where the await is");
  }
}
