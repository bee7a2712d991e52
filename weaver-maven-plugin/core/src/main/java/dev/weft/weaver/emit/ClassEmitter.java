package dev.weft.weaver.emit;

import dev.weft.weaver.GeneratedClass;
import dev.weft.weaver.plan.StateMachinePlan;
import dev.weft.weaver.scan.Abi;
import dev.weft.weaver.scan.AsyncInterface;
import dev.weft.weaver.scan.AsyncMethod;
import dev.weft.weaver.scan.ClassScan;
import dev.weft.weaver.scan.LambdaSite;
import dev.weft.weaver.scan.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AnnotationNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.MethodNode;

/** Carries out the plans of one class. */
public final class ClassEmitter {
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
  private final List<GeneratedClass> generated = new ArrayList<>();

  private ClassEmitter(ClassNode owner) {
    this.owner = owner;
  }

  /** Rewrites a class and returns the classes that go with it. */
  public static List<GeneratedClass> emit(
      ClassNode owner, ClassScan scan, List<StateMachinePlan> plans) {
    ClassEmitter emitter = new ClassEmitter(owner);
    plans.forEach(emitter::emit);
    scan.lambdaSites().forEach(emitter::retarget);
    for (StateMachinePlan plan : plans) {
      scan.implementations().stream()
          .filter(implementation -> implementation.body().equals(plan.method()))
          .forEach(implementation -> Bridges.emit(owner, plan, implementation));
    }
    ClassScan.Companion companion = scan.companion();
    if (companion != null) {
      emitter.generated.add(CompanionEmitter.emit(owner, companion));
    }
    emitter.mark(companion);
    return emitter.generated;
  }

  private void emit(StateMachinePlan plan) {
    MethodNode body = plan.method().node();
    int place = owner.methods.indexOf(body);
    generated.add(FrameClassEmitter.emit(plan, owner.sourceFile));
    if (plan.method().role() != Role.LAMBDA) {
      owner.methods.add(place, new StubEmitter(plan).emit());
    }
    new BodyEmitter(plan).emit();
    FarJumps.rewrite(owner.name, body);
    if (BodyCalls.isPrivate(plan)) {
      owner.methods.add(accessor(plan));
    }
  }

  /** Frames can't call private methods. */
  private static MethodNode accessor(StateMachinePlan plan) {
    boolean isStatic = plan.method().isStatic();
    int access = plan.inInterface() ? Opcodes.ACC_PUBLIC : 0;
    MethodNode accessor =
        new MethodNode(
            Opcodes.ASM9,
            access | Opcodes.ACC_STATIC | Opcodes.ACC_SYNTHETIC,
            BodyCalls.accessor(plan),
            BodyCalls.accessorDescriptor(plan),
            null,
            null);
    int slot = 0;
    for (Type argument : Type.getArgumentTypes(accessor.desc)) {
      accessor.visitVarInsn(argument.getOpcode(Opcodes.ILOAD), slot);
      slot += argument.getSize();
    }
    accessor.visitMethodInsn(
        BodyCalls.opcode(isStatic, plan.inInterface(), plan.classVersion()),
        plan.owner(),
        plan.method().node().name,
        plan.bodyDescriptor(),
        plan.inInterface());
    accessor.visitInsn(Type.getReturnType(accessor.desc).getOpcode(Opcodes.IRETURN));
    return accessor;
  }

  /** Has a lambda made as the woven interface, whose method takes a strand. */
  private void retarget(LambdaSite site) {
    InvokeDynamicInsnNode indy = site.insn();
    AsyncMethod lambda = site.lambda();
    Type made = Type.getObjectType(Objects.requireNonNull(site.type().companion()));
    String arguments = ((Type) indy.bsmArgs[2]).getDescriptor();
    boolean inInterface = (owner.access & Opcodes.ACC_INTERFACE) != 0;
    indy.bsm = METAFACTORY; // what the other one does besides is the companion's business
    indy.name = site.type().method();
    indy.desc = Type.getMethodDescriptor(made, Type.getArgumentTypes(indy.desc));
    indy.bsmArgs =
        new Object[] {
          Type.getMethodType(AsyncInterface.wovenDescriptor(site.type().descriptor())),
          new Handle(
              tag(lambda, inInterface),
              owner.name,
              lambda.node().name,
              lambda.bodyArguments() + Abi.OBJECT_DESC,
              inInterface),
          Type.getMethodType(
              arguments.substring(0, arguments.indexOf(')'))
                  + Abi.STRAND_DESC
                  + "L"
                  + lambda.frameClass()
                  + ";)"
                  + Abi.OBJECT_DESC)
        };
  }

  private int tag(AsyncMethod lambda, boolean inInterface) {
    return switch (BodyCalls.opcode(lambda.isStatic(), inInterface, owner.version & 0xFFFF)) {
      case Opcodes.INVOKESTATIC -> Opcodes.H_INVOKESTATIC;
      case Opcodes.INVOKEVIRTUAL -> Opcodes.H_INVOKEVIRTUAL;
      case Opcodes.INVOKEINTERFACE -> Opcodes.H_INVOKEINTERFACE;
      default -> Opcodes.H_INVOKESPECIAL;
    };
  }

  private void mark(ClassScan.@Nullable Companion companion) {
    AnnotationNode woven = new AnnotationNode(Abi.WOVEN);
    woven.visit("version", Abi.VERSION);
    if (companion != null) {
      woven.visit("companion", companion.type().companion());
    }
    if (owner.invisibleAnnotations == null) {
      owner.invisibleAnnotations = new ArrayList<>();
    }
    owner.invisibleAnnotations.add(woven);
  }
}
