package dev.weft.weaver.lint;

import dev.weft.weaver.Lint;
import dev.weft.weaver.LintRules;
import dev.weft.weaver.LintText;
import dev.weft.weaver.scan.Boxes;
import dev.weft.weaver.scan.Instructions;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/** Finds the null that ends a stream where it is unboxed at once: WEFT-020. */
final class NullEnds {
  private final Findings findings;

  NullEnds(Findings findings) {
    this.findings = findings;
  }

  /** Checks a method whose body is async code. */
  void check(MethodNode body) {
    for (AbstractInsnNode insn : body.instructions) {
      if (Instructions.isAwait(insn)
          && Instructions.straightBefore(insn) instanceof MethodInsnNode call
          && LintRules.endsWithNull(call.owner.replace('/', '.'), call.name)
          && isUnboxed(insn)) {
        findings.add(Lint.NULL_END, body, insn, LintText.nullEnd());
      }
    }
  }

  private static boolean isUnboxed(AbstractInsnNode await) {
    AbstractInsnNode cast = Instructions.straightAfter(await);
    AbstractInsnNode call = cast == null ? null : Instructions.straightAfter(cast);
    return cast != null && call != null && Boxes.unboxed(cast, call) != null;
  }
}
