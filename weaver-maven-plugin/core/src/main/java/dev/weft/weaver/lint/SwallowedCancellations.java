package dev.weft.weaver.lint;

import dev.weft.weaver.Lint;
import dev.weft.weaver.LintRules;
import dev.weft.weaver.LintText;
import dev.weft.weaver.analyse.ControlFlow;
import dev.weft.weaver.scan.Instructions;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TryCatchBlockNode;

/**
 * Finds a {@code catch} that a cancellation doesn't get past: WEFT-023. Where a catch ends can't be
 * told in byte code, so nothing is said of one behind which anything is thrown.
 */
final class SwallowedCancellations {
  private final Findings findings;

  SwallowedCancellations(Findings findings) {
    this.findings = findings;
  }

  /** Checks a method whose body is async code. */
  void check(MethodNode body) {
    Set<LabelNode> told = new HashSet<>();
    for (AbstractInsnNode insn : body.instructions) {
      if (Instructions.isAwait(insn) || Instructions.isEach(insn)) {
        check(body, body.instructions.indexOf(insn), told);
      }
    }
  }

  /** The first that catches a cancellation counts; a {@code finally} before it passes it on. */
  private void check(MethodNode body, int await, Set<LabelNode> told) {
    for (TryCatchBlockNode block : body.tryCatchBlocks) {
      boolean catches =
          block.type != null
              && LintRules.catchesCancellation(block.type.replace('/', '.'))
              && body.instructions.indexOf(block.start) <= await
              && await < body.instructions.indexOf(block.end);
      if (catches) {
        if (!isThrownBehind(block.handler) && told.add(block.handler)) {
          report(body, block.handler);
        }
        return;
      }
    }
  }

  /** The line of the catch is that of its first instruction. */
  private void report(MethodNode body, LabelNode handler) {
    AbstractInsnNode first = Instructions.nextReal(handler);
    findings.add(
        Lint.SWALLOWED_CANCELLATION,
        body,
        first == null ? handler : first,
        LintText.swallowedByCatch());
  }

  private static boolean isThrownBehind(LabelNode handler) {
    Set<AbstractInsnNode> seen = new HashSet<>();
    Deque<AbstractInsnNode> open = new ArrayDeque<>(Set.of(handler));
    while (!open.isEmpty()) {
      AbstractInsnNode insn = open.pop();
      if (insn.getOpcode() == Opcodes.ATHROW) {
        return true;
      }
      if (seen.add(insn)) {
        open.addAll(ControlFlow.targets(insn));
        if (!Instructions.endsBlock(insn.getOpcode()) && insn.getNext() != null) {
          open.add(insn.getNext());
        }
      }
    }
    return false;
  }
}
