package dev.weft.processor;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.MemberReferenceTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;
import dev.weft.weaver.LintRules;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;

/** Tells by symbols and types, never by names alone, which code is async. */
final class AsyncCode {
  private static final Set<String> AWAIT = Set.of("await");
  private static final Set<String> EACH = Set.of("each");

  private final Javac javac;
  private final AsyncInterfaces interfaces;

  AsyncCode(Javac javac, AsyncInterfaces interfaces) {
    this.javac = javac;
    this.interfaces = interfaces;
  }

  /** Whether an expression is a call of {@code Weft.await}. */
  boolean isAwait(TreePath expression) {
    return isCall(expression, Names.WEFT, AWAIT);
  }

  /** Whether an expression is a call of {@code Weft.each}. */
  boolean isEach(TreePath expression) {
    return isCall(expression, Names.WEFT, EACH);
  }

  /** Whether a method reference refers to {@code Weft.await}. */
  boolean isAwait(TreePath path, MemberReferenceTree reference) {
    return reference.getName().contentEquals("await") && isMember(path, Names.WEFT);
  }

  /** Whether a method reference refers to {@code Weft.each}. */
  boolean isEach(TreePath path, MemberReferenceTree reference) {
    return reference.getName().contentEquals("each") && isMember(path, Names.WEFT);
  }

  /** Whether an expression is a call of one of a class's methods. */
  boolean isCall(TreePath expression, String className, Set<String> names) {
    return expression.getLeaf() instanceof MethodInvocationTree call
        && simpleName(call.getMethodSelect()).filter(names::contains).isPresent()
        && isMember(new TreePath(expression, call.getMethodSelect()), className);
  }

  /** The name by which a call names its method. */
  static Optional<String> simpleName(ExpressionTree method) {
    if (method instanceof IdentifierTree identifier) {
      return Optional.of(identifier.getName().toString());
    }
    return method instanceof MemberSelectTree select
        ? Optional.of(select.getIdentifier().toString())
        : Optional.empty();
  }

  /** Whether a lambda or method reference is an argument of a method of an assertion library. */
  boolean isInAssertion(TreePath functional) {
    return LintRules.ASSERTIONS.stream()
        .anyMatch(owner -> isCallOf(functional.getParentPath(), owner));
  }

  /** Whether a tree is a call of a method of a class whose name begins like this. */
  boolean isCallOf(TreePath path, String owner) {
    return path.getLeaf() instanceof MethodInvocationTree call
        && element(new TreePath(path, call.getMethodSelect()))
            .map(Element::getEnclosingElement)
            .filter(TypeElement.class::isInstance)
            .filter(type -> ((TypeElement) type).getQualifiedName().toString().startsWith(owner))
            .isPresent();
  }

  private boolean isMember(TreePath path, String className) {
    return element(path)
        .filter(found -> found.getKind() == ElementKind.METHOD)
        .map(Element::getEnclosingElement)
        .filter(owner -> ((TypeElement) owner).getQualifiedName().contentEquals(className))
        .isPresent();
  }

  /** What javac has resolved a tree to. */
  Optional<Element> element(TreePath path) {
    return Optional.ofNullable(javac.trees().getElement(path));
  }

  /** The method that a method tree declares. */
  Optional<ExecutableElement> method(TreePath path) {
    return element(path).map(ExecutableElement.class::cast);
  }

  /**
   * The functional interface that a lambda was written as; empty where its code doesn't compile.
   */
  Optional<TypeMirror> target(TreePath lambda) {
    return Optional.ofNullable(javac.trees().getTypeMirror(lambda))
        .filter(type -> type.getKind() != TypeKind.ERROR);
  }

  /** Whether a method carries one of Weft's annotations that make its body async. */
  static boolean isAsyncMethod(ExecutableElement method) {
    return Annotations.has(method, Names.ASYNC)
        || Annotations.has(method, Names.ASYNC_MAIN)
        || AsyncTestCheck.isTest(method);
  }

  /** Whether a method's body may suspend. */
  boolean isAsync(ExecutableElement method) {
    return isAsyncMethod(method) || !interfaces.implementedBy(method).isEmpty();
  }

  /** The async interfaces of the program. */
  AsyncInterfaces interfaces() {
    return interfaces;
  }

  /** The async interface that a method call suspends for, where it stands in async code. */
  Optional<TypeElement> suspendingCall(TreePath call) {
    return call.getLeaf() instanceof MethodInvocationTree tree
        ? element(new TreePath(call, tree.getMethodSelect()))
            .filter(called -> called.getKind() == ElementKind.METHOD)
            .flatMap(called -> interfaces.suspendingCall((ExecutableElement) called))
        : Optional.empty();
  }

  /**
   * The lambda, the method or, for an initializer, the class that a tree belongs to.
   *
   * @param path the path of a tree inside a class
   */
  static TreePath border(TreePath path) {
    TreePath outer = path.getParentPath();
    while (!isBorder(outer.getLeaf())) {
      outer = outer.getParentPath();
    }
    return outer;
  }

  private static boolean isBorder(Tree tree) {
    return tree instanceof LambdaExpressionTree
        || tree instanceof MethodTree
        || tree instanceof ClassTree;
  }
}
