package dev.weft.processor;

import com.sun.source.tree.EnhancedForLoopTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.SynchronizedTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;

/** Checks where code stands that suspends: WEFT-003, 004, 005, 013 and 014. */
final class AwaitCheck {
  private final AsyncCode code;
  private final AwaitPlace place;
  private final TreeReporter reporter;

  AwaitCheck(AsyncCode code, TreeReporter reporter) {
    this.code = code;
    this.place = new AwaitPlace(code);
    this.reporter = reporter;
  }

  /** Checks a call of an async interface's method, which is like any other in code that isn't. */
  void checkCall(TreePath path, MethodInvocationTree call, TypeElement type) {
    String called = "a call of " + type.getSimpleName();
    if (place.complaint(called, path).isEmpty()) {
      checkBody(called, path, call.getMethodSelect());
    }
  }

  void checkAwait(TreePath path, MethodInvocationTree await) {
    check("await", path, await.getMethodSelect());
  }

  void checkEach(TreePath path, MethodInvocationTree each) {
    Tree at = each.getMethodSelect();
    if (check("each", path, at) && !isForHeader(path)) {
      reporter.error(
          ErrorId.EACH_OUTSIDE_FOR,
          at,
          "each outside of a for header, where nothing waits for the elements; "
              + "write for (var x : each(stream))");
    }
  }

  /** Whether code that suspends is right here. */
  private boolean check(String called, TreePath path, Tree at) {
    Optional<String> outside = place.complaint(called, path);
    outside.ifPresent(text -> reporter.error(ErrorId.AWAIT_OUTSIDE_ASYNC, at, text));
    return outside.isEmpty() && checkBody(called, path, at);
  }

  /** Whether code that suspends is right in the async code that it stands in. */
  private boolean checkBody(String called, TreePath path, Tree at) {
    Optional<SynchronizedTree> monitor = monitor(path);
    Optional<ExecutableElement> method = implementation(path);
    Optional<String> clash = method.flatMap(this::clash);
    boolean isSynchronized =
        method.filter(m -> m.getModifiers().contains(Modifier.SYNCHRONIZED)).isPresent();
    if (monitor.isPresent()) {
      reporter.error(ErrorId.AWAIT_UNDER_MONITOR, at, monitorText(called, monitor.get()));
    } else if (isSynchronized) {
      reporter.error(ErrorId.SYNCHRONIZED_METHOD, at, synchronizedText(called, method.get()));
    } else if (clash.isPresent()) {
      reporter.error(ErrorId.TWO_KINDS, at, called + " in " + clash.get());
    }
    return monitor.isEmpty() && !isSynchronized && clash.isEmpty();
  }

  /** The method around a tree, if it is async because of what it implements. */
  private Optional<ExecutableElement> implementation(TreePath path) {
    TreePath border = AsyncCode.border(path);
    return border.getLeaf() instanceof MethodTree
        ? code.method(border).filter(method -> !AsyncCode.isAsyncMethod(method))
        : Optional.empty();
  }

  private Optional<String> clash(ExecutableElement method) {
    List<TypeElement> types = code.interfaces().implementedBy(method);
    Predicate<TypeElement> ofFuture = code.interfaces()::returnsFuture;
    Optional<TypeElement> value = types.stream().filter(ofFuture.negate()).findFirst();
    return types.stream()
        .filter(ofFuture)
        .findFirst()
        .flatMap(future -> value.map(other -> clashText(method, future, other)));
  }

  private static String clashText(ExecutableElement method, TypeElement future, TypeElement value) {
    return "method %s, which implements both %s, whose future is awaited in its place, and %s, "
            .formatted(TypeNames.signature(method), future.getSimpleName(), value.getSimpleName())
        + "to which the future is a value; implement them in two classes";
  }

  private static String synchronizedText(String called, ExecutableElement method) {
    return "%s in the synchronized method %s: ".formatted(called, TypeNames.signature(method))
        + "its monitor would be held while this waits; "
        + "use synchronized blocks that hold nothing of the kind";
  }

  private static boolean isForHeader(TreePath path) {
    TreePath inner = path;
    while (inner.getParentPath().getLeaf() instanceof ParenthesizedTree) {
      inner = inner.getParentPath();
    }
    return inner.getParentPath().getLeaf() instanceof EnhancedForLoopTree loop
        && loop.getExpression() == inner.getLeaf();
  }

  /** The innermost synchronized block whose monitor is held at a tree. */
  private static Optional<SynchronizedTree> monitor(TreePath path) {
    Tree border = AsyncCode.border(path).getLeaf();
    TreePath inner = path;
    for (TreePath outer = path.getParentPath();
        outer.getLeaf() != border;
        outer = outer.getParentPath()) {
      if (outer.getLeaf() instanceof SynchronizedTree block
          && block.getBlock() == inner.getLeaf()) {
        return Optional.of(block);
      }
      inner = outer;
    }
    return Optional.empty();
  }

  private String monitorText(String called, SynchronizedTree block) {
    return "%s inside the synchronized block of line %d: ".formatted(called, reporter.line(block))
        + "its monitor would be held while this waits; "
        + "await before or after the block";
  }
}
