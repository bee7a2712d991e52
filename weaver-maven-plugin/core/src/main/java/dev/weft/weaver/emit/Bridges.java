package dev.weft.weaver.emit;

import dev.weft.weaver.analyse.StackMaps;
import dev.weft.weaver.plan.StateMachinePlan;
import dev.weft.weaver.scan.Abi;
import dev.weft.weaver.scan.AsyncInterface;
import dev.weft.weaver.scan.Implementation;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TypeInsnNode;

/**
 * Writes the methods by which a class implements the companions of async interfaces: each calls the
 * body, or, where a subclass overrides the method of the source, that.
 */
final class Bridges {
  private final ClassNode owner;
  private final StateMachinePlan plan;
  private final String method;
  private final String source;

  private Bridges(ClassNode owner, StateMachinePlan plan) {
    this.owner = owner;
    this.plan = plan;
    method = plan.method().node().name;
    source = plan.method().descriptor();
  }

  /** Adds the methods and the companions to a class. */
  static void emit(ClassNode owner, StateMachinePlan plan, Implementation implementation) {
    Bridges bridges = new Bridges(owner, plan);
    Set<String> descriptors = new LinkedHashSet<>();
    implementation.descriptors().forEach(d -> descriptors.add(AsyncInterface.wovenDescriptor(d)));
    descriptors.forEach(descriptor -> owner.methods.add(bridges.bridge(descriptor)));
    implementation.types().forEach(type -> implement(owner, type));
  }

  private static void implement(ClassNode owner, AsyncInterface type) {
    String companion = Objects.requireNonNull(type.companion());
    if (!owner.interfaces.contains(companion)) {
      owner.interfaces.add(companion);
      if (owner.signature != null) {
        owner.signature += "L" + companion + ";";
      }
    }
  }

  private MethodNode bridge(String descriptor) {
    int access = Opcodes.ACC_PUBLIC | Opcodes.ACC_BRIDGE | Opcodes.ACC_SYNTHETIC;
    MethodNode bridge = new MethodNode(Opcodes.ASM9, access, method, descriptor, null, null);
    Code code = new Code();
    if ((owner.access & Opcodes.ACC_FINAL) == 0) {
      callOverride(code, descriptor);
    }
    int strand = pushArguments(code.load(0), descriptor, source);
    code.load(strand).insn(Opcodes.ACONST_NULL);
    int opcode = BodyCalls.opcode(false, plan.inInterface(), plan.classVersion());
    code.call(opcode, owner.name, method, plan.bodyDescriptor(), plan.inInterface());
    bridge.instructions.add(code.insn(Opcodes.ARETURN).list());
    return bridge;
  }

  private void callOverride(Code code, String descriptor) {
    LabelNode own = new LabelNode();
    int frame = (Type.getArgumentsAndReturnSizes(descriptor) >> 2) - 1;
    code.load(0).add(new LdcInsnNode(Type.getObjectType(owner.name)));
    code.add(new LdcInsnNode(method));
    code.add(new LdcInsnNode(source.substring(0, source.indexOf(')') + 1))).load(frame);
    code.callStatic(Abi.DISPATCH, Abi.IS_OVERRIDDEN, Abi.IS_OVERRIDDEN_DESC);
    code.jump(Opcodes.IFEQ, own);
    pushArguments(code.load(0), descriptor, source);
    int opcode = plan.inInterface() ? Opcodes.INVOKEINTERFACE : Opcodes.INVOKEVIRTUAL;
    code.call(opcode, owner.name, method, source, plan.inInterface());
    code.box(Type.getReturnType(source)).insn(Opcodes.ARETURN);
    code.add(own).add(StackMaps.entry(owner.name, descriptor));
  }

  /**
   * Pushes the arguments of an instance method as those of another, which may take only the first
   * of them; answers the slot behind the last one.
   */
  static int pushArguments(Code code, String from, String to) {
    Type[] given = Type.getArgumentTypes(from);
    Type[] wanted = Type.getArgumentTypes(to);
    int slot = 1;
    for (int i = 0; i < wanted.length; i++) {
      code.variable(given[i].getOpcode(Opcodes.ILOAD), slot);
      if (!given[i].equals(wanted[i])) {
        code.add(new TypeInsnNode(Opcodes.CHECKCAST, wanted[i].getInternalName()));
      }
      slot += given[i].getSize();
    }
    return slot;
  }
}
