package dev.weft.weaver.emit;

import dev.weft.weaver.plan.Kind;
import dev.weft.weaver.plan.Spill;
import dev.weft.weaver.plan.StateMachinePlan;
import dev.weft.weaver.scan.Abi;
import dev.weft.weaver.scan.ClassScan;
import dev.weft.weaver.scan.Role;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AnnotationNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TypeInsnNode;

/**
 * Writes what stands in place of an async method: the method itself, as others see it, which keeps
 * the arguments in an unstarted frame. It has no line numbers: there is nothing to step through.
 */
final class StubEmitter {
  private final StateMachinePlan plan;
  private final String frameClass;

  StubEmitter(StateMachinePlan plan) {
    this.plan = plan;
    frameClass = plan.method().frameClass();
  }

  /** The stub of a method that has not become a body yet. */
  MethodNode emit() {
    MethodNode stub = header(plan.method().node());
    Code code = new Code();
    if (plan.method().role() != Role.IMPLEMENTATION) {
      makeFrame(code);
    }
    switch (plan.method().role()) {
      case LAZY -> code.insn(Opcodes.ARETURN);
      case EAGER ->
          code.callStatic(Abi.EAGER, Abi.EAGER_START, Abi.EAGER_START_DESC).insn(Opcodes.ARETURN);
      case MAIN -> enterRuntime(code);
      case TEST -> runInRuntime(code);
      case IMPLEMENTATION -> refuse(code);
      case LAMBDA -> throw new IllegalStateException("a lambda has no stub");
    }
    stub.instructions.add(code.list());
    return stub;
  }

  private static MethodNode header(MethodNode source) {
    MethodNode stub =
        new MethodNode(
            Opcodes.ASM9,
            source.access,
            source.name,
            source.desc,
            source.signature,
            source.exceptions.toArray(String[]::new));
    stub.parameters = source.parameters;
    stub.visibleAnnotations = source.visibleAnnotations;
    stub.invisibleAnnotations = withMark(source.invisibleAnnotations);
    stub.visibleTypeAnnotations = source.visibleTypeAnnotations;
    stub.invisibleTypeAnnotations = source.invisibleTypeAnnotations;
    stub.visibleParameterAnnotations = source.visibleParameterAnnotations;
    stub.invisibleParameterAnnotations = source.invisibleParameterAnnotations;
    stub.visibleAnnotableParameterCount = source.visibleAnnotableParameterCount;
    stub.invisibleAnnotableParameterCount = source.invisibleAnnotableParameterCount;
    return stub;
  }

  private static List<AnnotationNode> withMark(@Nullable List<AnnotationNode> annotations) {
    List<AnnotationNode> all = new ArrayList<>(annotations == null ? List.of() : annotations);
    all.add(new AnnotationNode(Abi.GENERATED));
    return all;
  }

  private void makeFrame(Code code) {
    code.add(new TypeInsnNode(Opcodes.NEW, frameClass)).insn(Opcodes.DUP);
    code.call(Opcodes.INVOKESPECIAL, frameClass, "<init>", "()V", false);
    if (!plan.method().isStatic()) {
      String self = "L" + plan.owner() + ";";
      code.insn(Opcodes.DUP).load(0);
      code.add(new FieldInsnNode(Opcodes.PUTFIELD, frameClass, FrameClassEmitter.SELF, self));
    }
    for (Spill argument : plan.arguments()) {
      Kind kind = argument.kind();
      code.insn(Opcodes.DUP)
          .variable(kind.load(), argument.position())
          .put(frameClass, argument.field());
    }
  }

  private void refuse(Code code) {
    String owner = plan.owner();
    code.add(new LdcInsnNode(owner.substring(owner.lastIndexOf('/') + 1).replace('$', '.')));
    code.callStatic(Abi.DISPATCH, Abi.OUTSIDE_OF_ASYNC, Abi.OUTSIDE_OF_ASYNC_DESC);
    code.insn(Opcodes.ATHROW);
  }

  private void enterRuntime(Code code) {
    AnnotationNode main = ClassScan.annotation(plan.method().node(), Abi.ASYNC_MAIN);
    String flavor =
        value(main, "flavor") instanceof String[] constant ? constant[1] : "MULTI_THREAD";
    int workers = value(main, "workerThreads") instanceof Integer count ? count : 0;
    code.add(new FieldInsnNode(Opcodes.GETSTATIC, Abi.FLAVOR, flavor, Abi.FLAVOR_DESC));
    code.push(workers).callStatic(Abi.ENTRY, Abi.ENTRY_RUN, Abi.ENTRY_RUN_DESC);
    code.add(new InsnNode(Opcodes.RETURN));
  }

  private static void runInRuntime(Code code) {
    code.callStatic(Abi.ENTRY, Abi.ENTRY_TEST, Abi.ENTRY_TEST_DESC).insn(Opcodes.RETURN);
  }

  private static @Nullable Object value(@Nullable AnnotationNode annotation, String name) {
    List<Object> values =
        annotation == null || annotation.values == null ? List.of() : annotation.values;
    int at = values.indexOf(name);
    return at < 0 ? null : values.get(at + 1);
  }
}
