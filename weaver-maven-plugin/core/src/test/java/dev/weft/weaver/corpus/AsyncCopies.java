package dev.weft.weaver.corpus;

import dev.weft.weaver.scan.Boxes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.AnnotationNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/** Makes the async copies of a class's methods, of one shape. */
final class AsyncCopies {
  private static final String FUTURE = "dev/weft/Future";
  private static final int NESTMATES = 55;

  private static final Handle METAFACTORY =
      new Handle(
          Opcodes.H_INVOKESTATIC,
          "java/lang/invoke/LambdaMetafactory",
          "metafactory",
          "(Ljava/lang/invoke/MethodHandles$Lookup;Ljava/lang/String;Ljava/lang/invoke/MethodType;"
              + "Ljava/lang/invoke/MethodType;Ljava/lang/invoke/MethodHandle;"
              + "Ljava/lang/invoke/MethodType;)Ljava/lang/invoke/CallSite;",
          false);

  private final ClassNode owner;
  private final boolean inInterface;
  private final boolean nestmates;
  private final Map<String, String> names = new HashMap<>();

  private AsyncCopies(ClassNode owner) {
    this.owner = owner;
    inInterface = (owner.access & Opcodes.ACC_INTERFACE) != 0;
    nestmates = (owner.version & 0xFFFF) >= NESTMATES;
  }

  /** The copies of all methods that can have one and have something to suspend at. */
  static List<AsyncCopy> of(ClassNode owner, Shape shape) {
    AsyncCopies copies = new AsyncCopies(owner);
    List<MethodNode> sources = owner.methods.stream().filter(AsyncCopies::canBeAsync).toList();
    sources.forEach(m -> copies.names.put(m.name + m.desc, "weft$" + copies.names.size()));
    return sources.stream()
        .map(source -> shape == Shape.LAMBDA ? copies.lambda(source) : copies.method(source))
        .filter(copy -> copy.suspensions() > 0)
        .toList();
  }

  /** Whether a method has code that may suspend; bridges have none of their own. */
  static boolean canBeAsync(MethodNode method) {
    return method.instructions.size() > 0
        && !method.name.startsWith("<")
        && (method.access & Opcodes.ACC_BRIDGE) == 0;
  }

  private String name(MethodNode source) {
    return names.get(source.name + source.desc);
  }

  private AsyncCopy lambda(MethodNode source) {
    int access = isStatic(source) | Opcodes.ACC_PRIVATE | Opcodes.ACC_SYNTHETIC;
    String name = "lambda$" + name(source);
    MethodNode copy = AsyncCopy.codeOf(source, access, name, source.desc);
    Suspensions suspensions = new Suspensions(copy);
    for (AbstractInsnNode insn : copy.instructions.toArray()) {
      if (Suspensions.isInstanceCall(insn) && suspensions.mayStandAt(insn)) {
        suspensions.before(insn);
      }
    }
    return new AsyncCopy(
        source, copy, factory(copy), suspensions.inserted(), suspensions.underMonitor());
  }

  /** A method that makes the function object, which has all arguments of the copy as captures. */
  private MethodNode factory(MethodNode copy) {
    boolean isVoid = Type.VOID_TYPE.equals(Type.getReturnType(copy.desc));
    List<Type> captures = new ArrayList<>(List.of(Type.getArgumentTypes(copy.desc)));
    if (isStatic(copy) == 0) {
      captures.add(0, Type.getObjectType(owner.name));
    }
    Type made = Type.getObjectType(isVoid ? "dev/weft/AsyncRunnable" : "dev/weft/AsyncCallable");
    String descriptor = Type.getMethodDescriptor(made, captures.toArray(Type[]::new));
    int access = Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC | Opcodes.ACC_SYNTHETIC;
    MethodNode factory =
        new MethodNode(Opcodes.ASM9, access, "make$" + copy.name, descriptor, null, null);
    int slot = 0;
    for (Type capture : captures) {
      factory.visitVarInsn(capture.getOpcode(Opcodes.ILOAD), slot);
      slot += capture.getSize();
    }
    Type type = Type.getMethodType(isVoid ? "()V" : "()Ljava/lang/Object;");
    factory.visitInvokeDynamicInsn(
        isVoid ? "run" : "call", descriptor, METAFACTORY, type, handle(copy), type);
    factory.visitInsn(Opcodes.ARETURN);
    factory.visitMaxs(slot, slot);
    return factory;
  }

  private Handle handle(MethodNode copy) {
    int tag = Opcodes.H_INVOKESTATIC;
    if (isStatic(copy) == 0) {
      boolean asInterface = inInterface && nestmates;
      tag = asInterface ? Opcodes.H_INVOKEINTERFACE : Opcodes.H_INVOKESPECIAL;
    }
    return new Handle(tag, owner.name, copy.name, copy.desc, inInterface);
  }

  private AsyncCopy method(MethodNode source) {
    int access = isStatic(source) | Opcodes.ACC_PRIVATE;
    MethodNode copy = AsyncCopy.codeOf(source, access, name(source), async(source.desc));
    copy.visibleAnnotations = new ArrayList<>(List.of(new AnnotationNode("Ldev/weft/Async;")));
    Suspensions suspensions = new Suspensions(copy);
    for (AbstractInsnNode insn : copy.instructions.toArray()) {
      String own = ownTarget(insn);
      if (own != null && suspensions.mayStandAt(insn)) {
        awaitOwn((MethodInsnNode) insn, own, copy, suspensions);
      } else if (own == null && Suspensions.isInstanceCall(insn) && suspensions.mayStandAt(insn)) {
        suspensions.after(insn);
      }
    }
    wrapReturns(copy, Type.getReturnType(source.desc));
    return new AsyncCopy(source, copy, null, suspensions.inserted(), suspensions.underMonitor());
  }

  private static String async(String descriptor) {
    return descriptor.substring(0, descriptor.indexOf(')') + 1) + "L" + FUTURE + ";";
  }

  /** The name of the async copy of the method that is certainly called, or null. */
  private String ownTarget(AbstractInsnNode insn) {
    if (!(insn instanceof MethodInsnNode call) || !call.owner.equals(owner.name)) {
      return null;
    }
    int fixed = Opcodes.ACC_STATIC | Opcodes.ACC_PRIVATE | Opcodes.ACC_FINAL;
    return owner.methods.stream()
        .filter(m -> m.name.equals(call.name) && m.desc.equals(call.desc))
        .filter(m -> ((m.access | owner.access) & fixed) != 0)
        .map(this::name)
        .filter(name -> name != null)
        .findFirst()
        .orElse(null);
  }

  private void awaitOwn(MethodInsnNode call, String own, MethodNode copy, Suspensions suspensions) {
    Type result = Type.getReturnType(call.desc);
    call.name = own;
    call.desc = async(call.desc);
    if (call.getOpcode() != Opcodes.INVOKESTATIC) {
      int virtual = inInterface ? Opcodes.INVOKEINTERFACE : Opcodes.INVOKEVIRTUAL;
      call.setOpcode(nestmates ? virtual : Opcodes.INVOKESPECIAL);
    }
    AbstractInsnNode await = suspensions.await(call);
    copy.instructions.insert(await, Boxes.unbox(result));
  }

  private static void wrapReturns(MethodNode copy, Type type) {
    boolean nothing = type.equals(Type.VOID_TYPE);
    String ready = nothing ? "()" : "(Ljava/lang/Object;)";
    for (AbstractInsnNode insn : copy.instructions.toArray()) {
      if (insn.getOpcode() >= Opcodes.IRETURN && insn.getOpcode() <= Opcodes.RETURN) {
        copy.instructions.insertBefore(insn, nothing ? new InsnList() : Boxes.box(type));
        copy.instructions.insertBefore(
            insn,
            new MethodInsnNode(
                Opcodes.INVOKESTATIC, "dev/weft/Weft", "ready", ready + "L" + FUTURE + ";"));
        copy.instructions.set(insn, new InsnNode(Opcodes.ARETURN));
      }
    }
  }

  private static int isStatic(MethodNode method) {
    return method.access & Opcodes.ACC_STATIC;
  }
}
