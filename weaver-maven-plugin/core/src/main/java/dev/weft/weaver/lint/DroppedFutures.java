package dev.weft.weaver.lint;

import dev.weft.weaver.Lint;
import dev.weft.weaver.LintRules;
import dev.weft.weaver.LintText;
import dev.weft.weaver.scan.AsyncTypes;
import dev.weft.weaver.scan.Instructions;
import dev.weft.weaver.scan.Variables;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.LocalVariableNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.VarInsnNode;

/** Finds calls whose lazy future is popped, or goes into a variable that nobody reads: WEFT-018. */
final class DroppedFutures {
  private final Supertypes supertypes;
  private final AsyncTypes types;
  private final Expectations expectations;
  private final IgnoredResults ignored;
  private final Findings findings;

  DroppedFutures(
      Supertypes supertypes,
      AsyncTypes types,
      Expectations expectations,
      IgnoredResults ignored,
      Findings findings) {
    this.supertypes = supertypes;
    this.types = types;
    this.expectations = expectations;
    this.ignored = ignored;
    this.findings = findings;
  }

  void check(MethodNode method) {
    for (AbstractInsnNode insn : method.instructions) {
      if (insn instanceof MethodInsnNode call && isLazy(Type.getReturnType(call.desc))) {
        check(method, call);
      } else if (insn instanceof InvokeDynamicInsnNode indy && Lambdas.Site.isFunction(indy)) {
        check(new Lambdas.Site(method, indy));
      }
    }
  }

  private boolean isLazy(Type type) {
    return type.getSort() == Type.OBJECT && supertypes.isLazyFuture(type.getInternalName());
  }

  private void check(MethodNode method, MethodInsnNode call) {
    String fate = fate(method, Instructions.straightAfter(call));
    if (fate != null
        && !expectations.isOfMock(method, call)
        && !expectations.areIn(method)
        && !ignored.is(call)) {
      String future = LintText.futureOf(SourceNames.method(call.name, call.desc));
      findings.add(Lint.UNUSED_FUTURE, method, call, LintText.unusedFuture(future, fate));
    }
  }

  private static @Nullable String fate(MethodNode method, @Nullable AbstractInsnNode next) {
    if (next == null) {
      return null;
    } else if (next.getOpcode() == Opcodes.POP) {
      return LintText.DROPPED;
    } else if (next.getOpcode() == Opcodes.RETURN) { // ECJ's lambdas leave it on the stack
      return LintText.droppedBy("lambda");
    }
    String variable =
        next.getOpcode() == Opcodes.ASTORE ? unread(method, (VarInsnNode) next) : null;
    return variable == null || variable.startsWith(LintRules.UNUSED)
        ? null
        : LintText.keptIn(variable);
  }

  /** The variable that begins with a store and that nothing mentions afterwards, or null. */
  private static @Nullable String unread(MethodNode method, VarInsnNode store) {
    Variables variables = new Variables(method);
    AbstractInsnNode next = Instructions.nextReal(store);
    String name = next == null ? null : variables.name(store.var, next);
    if (name == null || !begins(method, store, name)) {
      return null;
    }
    for (AbstractInsnNode insn : method.instructions) {
      if (insn != store
          && insn instanceof VarInsnNode access
          && access.var == store.var
          && name.equals(variables.name(access.var, access))) {
        return null;
      }
    }
    return name;
  }

  private static boolean begins(MethodNode method, VarInsnNode store, String name) {
    for (LocalVariableNode variable : method.localVariables) {
      if (variable.index == store.var
          && variable.name.equals(name)
          && method.instructions.indexOf(variable.start) > method.instructions.indexOf(store)
          && !Instructions.isCodeBetween(store.getNext(), variable.start)) {
        return true;
      }
    }
    return false;
  }

  private void check(Lambdas.Site reference) {
    boolean dropped =
        reference.returnsNothing()
            && isLazy(Type.getReturnType(reference.target().getDesc()))
            && types.find(reference.type()) == null
            && !expectations.is(reference)
            && !expectations.areIn(reference.method());
    if (dropped) {
      findings.add(
          Lint.UNUSED_FUTURE,
          reference.method(),
          reference.insn(),
          LintText.unusedFuture(
              LintText.futureOf(reference.target().getName()),
              LintText.droppedBy("method reference")));
    }
  }
}
