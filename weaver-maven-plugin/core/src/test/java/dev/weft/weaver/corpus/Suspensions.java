package dev.weft.weaver.corpus;

import java.util.Set;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/** Puts a suspension at each call of an instance method where no monitor is held. */
final class Suspensions {
  private static final String WEFT = "dev/weft/Weft";
  private static final String AWAIT_DESC = "(Ldev/weft/Future;)Ljava/lang/Object;";
  private static final String PROBE = CorpusProbe.class.getName().replace('.', '/');

  private final MethodNode method;
  private final Set<AbstractInsnNode> held;
  private int inserted;
  private int underMonitor;

  Suspensions(MethodNode method) {
    this.method = method;
    held = HeldMonitors.in(method);
  }

  int inserted() {
    return inserted;
  }

  /** How many calls got no suspension, because a monitor is held there. */
  int underMonitor() {
    return underMonitor;
  }

  /** Whether an instruction may become, or get beside it, a suspension. */
  boolean mayStandAt(AbstractInsnNode insn) {
    if (held.contains(insn)) {
      underMonitor++;
      return false;
    }
    return true;
  }

  /** A suspension before an instruction. */
  void before(AbstractInsnNode insn) {
    method.instructions.insertBefore(insn, probe());
    inserted++;
  }

  /** A suspension after an instruction. */
  void after(AbstractInsnNode insn) {
    method.instructions.insert(insn, probe());
    inserted++;
  }

  /** Awaits what an instruction leaves on the stack. */
  AbstractInsnNode await(AbstractInsnNode insn) {
    AbstractInsnNode await = call(WEFT, "await", AWAIT_DESC);
    method.instructions.insert(insn, await);
    inserted++;
    return await;
  }

  static boolean isInstanceCall(AbstractInsnNode insn) {
    return insn instanceof MethodInsnNode call
        && call.getOpcode() != Opcodes.INVOKESTATIC
        && !call.name.equals("<init>");
  }

  private static InsnList probe() {
    InsnList code = new InsnList();
    code.add(call(PROBE, "next", "()Ldev/weft/Future;"));
    code.add(call(WEFT, "await", AWAIT_DESC));
    code.add(new InsnNode(Opcodes.POP));
    return code;
  }

  private static MethodInsnNode call(String owner, String name, String descriptor) {
    return new MethodInsnNode(Opcodes.INVOKESTATIC, owner, name, descriptor, false);
  }
}
