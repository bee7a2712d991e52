package dev.weft.weaver.lint;

import dev.weft.weaver.BlockingCalls;
import dev.weft.weaver.Lint;
import dev.weft.weaver.LintText;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/** Finds calls in async code that hold its thread while they wait: WEFT-021. */
final class BlockingInAsync {
  private final BlockingCalls calls;
  private final Supertypes supertypes;
  private final Findings findings;

  BlockingInAsync(BlockingCalls calls, Supertypes supertypes, Findings findings) {
    this.calls = calls;
    this.supertypes = supertypes;
    this.findings = findings;
  }

  /** Checks a method whose body is async code. */
  void check(MethodNode body) {
    for (AbstractInsnNode insn : body.instructions) {
      if (insn instanceof MethodInsnNode call) {
        check(body, call);
      }
    }
  }

  private void check(MethodNode body, MethodInsnNode call) {
    int parameters = Type.getArgumentTypes(call.desc).length;
    if (calls.mayBe(call.name, parameters)) {
      calls
          .cure(call.name, parameters, supertypes.of(call.owner))
          .ifPresent(cure -> findings.add(Lint.BLOCKING_CALL, body, call, text(call, cure)));
    }
  }

  private String text(MethodInsnNode call, String cure) {
    String declaring = SourceNames.simple(supertypes.declaring(call));
    return LintText.blocking(declaring, SourceNames.method(call.name, call.desc), cure);
  }
}
