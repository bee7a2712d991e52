package dev.weft.weaver.emit;

import dev.weft.weaver.analyse.SamCall;
import dev.weft.weaver.plan.DirectCall;
import dev.weft.weaver.plan.StateMachinePlan;
import dev.weft.weaver.scan.Abi;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.MethodInsnNode;

/** How the bodies of async methods are called, from woven code and from frames. */
final class BodyCalls {
  /** The first class file version in which a private method is called as others are. */
  private static final int NESTMATES = 55;

  private BodyCalls() {}

  /** The opcode that calls a body from its own class. */
  static int opcode(boolean isStatic, boolean inInterface, int classVersion) {
    if (isStatic) {
      return Opcodes.INVOKESTATIC;
    } else if (classVersion < NESTMATES) {
      return Opcodes.INVOKESPECIAL;
    }
    return inInterface ? Opcodes.INVOKEINTERFACE : Opcodes.INVOKEVIRTUAL;
  }

  /**
   * Whether a body is private, and frames reach it through an accessor. What could be called on an
   * object by others is called by mocks, too: they would answer for the body. And interfaces have
   * no package-private methods.
   */
  static boolean isPrivate(StateMachinePlan plan) {
    return plan.inInterface() || !plan.method().isStatic();
  }

  /** Makes a call to which the strand is handed on; the arguments are on the stack. */
  static Code direct(DirectCall direct, StateMachinePlan plan, Slots slots) {
    MethodInsnNode call = direct.insn();
    String arguments = call.desc.substring(0, call.desc.indexOf(')'));
    String descriptor =
        arguments
            + Abi.STRAND_DESC
            + "L"
            + direct.frameClass()
            + ";)"
            + plan.resultOf(direct).descriptor();
    return new Code()
        .load(slots.strand())
        .variable(Opcodes.ILOAD, slots.depth())
        .callVirtual(Abi.STRAND, Abi.ENTER, Abi.ENTER_DESC)
        .insn(Opcodes.ACONST_NULL)
        .call(opcode(call, plan), call.owner, call.name, descriptor, call.itf);
  }

  private static int opcode(MethodInsnNode call, StateMachinePlan plan) {
    boolean isStatic = call.getOpcode() == Opcodes.INVOKESTATIC;
    return call instanceof SamCall
        ? call.getOpcode()
        : opcode(isStatic, plan.inInterface(), plan.classVersion());
  }

  /** The name of the method through which frames reach a private body. */
  static String accessor(StateMachinePlan plan) {
    return plan.method().node().name + "$resume";
  }

  /** The descriptor of that method: the receiver if there is one, and then the body's own. */
  static String accessorDescriptor(StateMachinePlan plan) {
    String receiver = plan.method().isStatic() ? "" : "L" + plan.owner() + ";";
    return "(" + receiver + plan.bodyDescriptor().substring(1);
  }

  /** Calls a body from its frame; all that it takes is on the stack. */
  static Code fromFrame(Code code, StateMachinePlan plan) {
    boolean isPrivate = isPrivate(plan);
    return code.call(
        Opcodes.INVOKESTATIC,
        plan.owner(),
        isPrivate ? accessor(plan) : plan.method().node().name,
        isPrivate ? accessorDescriptor(plan) : plan.bodyDescriptor(),
        plan.inInterface());
  }
}
