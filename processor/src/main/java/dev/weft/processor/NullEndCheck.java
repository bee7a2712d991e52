package dev.weft.processor;

import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.CompoundAssignmentTree;
import com.sun.source.tree.ConditionalExpressionTree;
import com.sun.source.tree.DoWhileLoopTree;
import com.sun.source.tree.ForLoopTree;
import com.sun.source.tree.IfTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.TypeCastTree;
import com.sun.source.tree.UnaryTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.tree.WhileLoopTree;
import com.sun.source.util.TreePath;
import dev.weft.weaver.LintRules;
import dev.weft.weaver.LintText;
import java.util.List;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.TypeMirror;

/** Finds the null that ends a stream where it would be unboxed: WEFT-020. */
final class NullEndCheck {
  private final AsyncCode code;
  private final Javac javac;
  private final Lints lints;

  NullEndCheck(AsyncCode code, Javac javac, Lints lints) {
    this.code = code;
    this.javac = javac;
    this.lints = lints;
  }

  /** Checks an await. */
  void check(TreePath path, MethodInvocationTree await) {
    TreePath awaited = Losses.argument(path, 0);
    if (mayEnd(awaited) && isUnboxed(path)) {
      lints.warn(ErrorId.NULL_END, new TreePath(path, await.getMethodSelect()), LintText.nullEnd());
    }
  }

  private boolean mayEnd(TreePath awaited) {
    return awaited.getLeaf() instanceof MethodInvocationTree call
        && AsyncCode.simpleName(call.getMethodSelect())
            .filter(name -> mayEnd(new TreePath(awaited, call.getMethodSelect()), name))
            .isPresent();
  }

  private boolean mayEnd(TreePath called, String name) {
    return code.element(called)
        .map(Element::getEnclosingElement)
        .map(owner -> ((TypeElement) owner).getQualifiedName().toString())
        .filter(owner -> LintRules.endsWithNull(owner, name))
        .isPresent();
  }

  private boolean isUnboxed(TreePath value) {
    TreePath outer = value.getParentPath();
    Tree tree = outer.getLeaf();
    if (tree instanceof ParenthesizedTree) {
      return isUnboxed(outer);
    }
    if (tree instanceof VariableTree) {
      return code.element(outer).filter(each -> isPrimitive(each.asType())).isPresent();
    }
    if (tree instanceof AssignmentTree assignment) {
      return isPrimitive(outer, assignment.getVariable());
    }
    if (tree instanceof CompoundAssignmentTree assignment) {
      return isPrimitive(outer, assignment.getVariable());
    }
    if (tree instanceof TypeCastTree cast) {
      return isPrimitive(outer, cast.getType());
    }
    if (tree instanceof BinaryTree operation) {
      return isOperand(outer, operation, value.getLeaf());
    }
    if (tree instanceof MethodInvocationTree call) {
      return isPrimitiveParameter(outer, call, value.getLeaf());
    }
    return tree instanceof UnaryTree || isCondition(tree, value.getLeaf());
  }

  private static boolean isCondition(Tree tree, Tree value) {
    return tree instanceof IfTree
        || tree instanceof WhileLoopTree
        || tree instanceof DoWhileLoopTree
        || (tree instanceof ForLoopTree loop && loop.getCondition() == value)
        || (tree instanceof ConditionalExpressionTree choice && choice.getCondition() == value);
  }

  /** Numbers and truth values are computed with; texts are put together, and others compared. */
  private boolean isOperand(TreePath path, BinaryTree operation, Tree value) {
    Tree.Kind kind = operation.getKind();
    if (kind == Tree.Kind.EQUAL_TO || kind == Tree.Kind.NOT_EQUAL_TO) {
      Tree other =
          operation.getLeftOperand() == value
              ? operation.getRightOperand()
              : operation.getLeftOperand();
      return isPrimitive(path, other);
    }
    return isPrimitive(javac.trees().getTypeMirror(path));
  }

  private boolean isPrimitiveParameter(TreePath path, MethodInvocationTree call, Tree value) {
    int index = call.getArguments().indexOf(value);
    return code.element(new TreePath(path, call.getMethodSelect()))
        .filter(ExecutableElement.class::isInstance)
        .map(called -> ((ExecutableElement) called).getParameters())
        .filter(parameters -> isPrimitive(parameters, index))
        .isPresent();
  }

  private static boolean isPrimitive(List<? extends VariableElement> parameters, int index) {
    return index >= 0 && index < parameters.size() && isPrimitive(parameters.get(index).asType());
  }

  private boolean isPrimitive(TreePath outer, Tree tree) {
    return isPrimitive(javac.trees().getTypeMirror(new TreePath(outer, tree)));
  }

  private static boolean isPrimitive(TypeMirror type) {
    return type != null && type.getKind().isPrimitive();
  }
}
