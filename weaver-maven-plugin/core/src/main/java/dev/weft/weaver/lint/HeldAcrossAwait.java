package dev.weft.weaver.lint;

import dev.weft.weaver.Lint;
import dev.weft.weaver.LintRules;
import dev.weft.weaver.LintText;
import dev.weft.weaver.scan.Instructions;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TryCatchBlockNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * Finds what belongs to a thread and is held across an await: WEFT-022. Looked at are handlers of
 * any exception that give something back and throw the exception on, as compilers make them of a
 * {@code finally}.
 */
final class HeldAcrossAwait {
  private final Supertypes supertypes;
  private final Findings findings;

  HeldAcrossAwait(Supertypes supertypes, Findings findings) {
    this.supertypes = supertypes;
    this.findings = findings;
  }

  /** Checks a method whose body is async code. */
  void check(MethodNode body) {
    Set<LabelNode> told = new HashSet<>();
    for (TryCatchBlockNode block : body.tryCatchBlocks) {
      AbstractInsnNode await = block.type == null ? await(block) : null;
      String text = await == null ? null : held(block.handler);
      if (await != null && text != null && told.add(block.handler)) {
        findings.add(Lint.HELD_ACROSS_AWAIT, body, await, text);
      }
    }
  }

  /**
   * The first await under a handler; null if there is none, or if something is given back there.
   */
  private @Nullable AbstractInsnNode await(TryCatchBlockNode block) {
    AbstractInsnNode found = null;
    for (AbstractInsnNode insn = block.start; insn != block.end; insn = insn.getNext()) {
      if (text(insn) != null) {
        return null;
      }
      if (found == null && (Instructions.isAwait(insn) || Instructions.isEach(insn))) {
        found = insn;
      }
    }
    return found;
  }

  /** What is said of what a handler gives back before it throws on; null if it gives nothing. */
  private @Nullable String held(LabelNode handler) {
    AbstractInsnNode first = Instructions.nextReal(handler);
    String text = null;
    for (AbstractInsnNode insn = first; insn != null; insn = insn.getNext()) {
      text = text == null ? text(insn) : text;
      if (insn.getOpcode() == Opcodes.ATHROW) {
        return throwsOn(insn, first) ? text : null;
      }
    }
    return null;
  }

  private static boolean throwsOn(AbstractInsnNode end, @Nullable AbstractInsnNode first) {
    return first instanceof VarInsnNode store
        && store.getOpcode() == Opcodes.ASTORE
        && Instructions.straightBefore(end) instanceof VarInsnNode load
        && load.var == store.var;
  }

  private @Nullable String text(AbstractInsnNode insn) {
    if (!(insn instanceof MethodInsnNode call) || !mayGiveBack(call.name)) {
      return null;
    }
    Set<String> types = supertypes.of(call.owner);
    if (LintRules.unlocks(call.name, types)) {
      return LintText.lockHeld(Instructions.line(call));
    }
    return LintRules.resets(call.name, types) ? LintText.localHeld(Instructions.line(call)) : null;
  }

  private static boolean mayGiveBack(String name) {
    return name.startsWith("unlock") || name.equals("set") || name.equals("remove");
  }
}
