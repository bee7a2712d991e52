package dev.weft.processor;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Looks for calls that suspend in a part of a method or lambda, and not in those inside of it. */
final class Awaits {
  private Awaits() {}

  /** The first {@code await} or {@code each} in a tree. */
  static Optional<TreePath> first(AsyncCode code, TreePath part) {
    return find(part, path -> code.isAwait(path) || code.isEach(path));
  }

  /** The first call in a tree that something holds for. */
  static Optional<TreePath> find(TreePath part, Predicate<TreePath> wanted) {
    return Optional.ofNullable(new Finder(wanted).scan(part, null));
  }

  private static final class Finder extends TreePathScanner<@Nullable TreePath, @Nullable Void> {
    private final Predicate<TreePath> wanted;

    Finder(Predicate<TreePath> wanted) {
      this.wanted = wanted;
    }

    @Override
    public @Nullable TreePath visitMethodInvocation(
        MethodInvocationTree call, @Nullable Void unused) {
      return wanted.test(getCurrentPath())
          ? getCurrentPath()
          : super.visitMethodInvocation(call, null);
    }

    @Override
    public @Nullable TreePath visitLambdaExpression(
        LambdaExpressionTree lambda, @Nullable Void unused) {
      return null;
    }

    @Override
    public @Nullable TreePath visitClass(ClassTree type, @Nullable Void unused) {
      return null;
    }

    @Override
    public @Nullable TreePath reduce(@Nullable TreePath one, @Nullable TreePath other) {
      return one == null ? other : one;
    }
  }
}
