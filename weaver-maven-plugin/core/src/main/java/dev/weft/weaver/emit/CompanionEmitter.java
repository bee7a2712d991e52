package dev.weft.weaver.emit;

import dev.weft.weaver.GeneratedClass;
import dev.weft.weaver.scan.Abi;
import dev.weft.weaver.scan.AsyncInterface;
import dev.weft.weaver.scan.ClassScan;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AnnotationNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TypeInsnNode;

/**
 * Writes the companion of an async functional interface: the interface that woven code implements
 * in its place.
 *
 * <p>For each descriptor of the interface's method it has a method with the strand and a frame
 * behind the arguments (abstract for the one that lambdas implement, the others call that), the
 * interface's own method, which refuses to run, and a static method by which async code calls
 * whatever object it has.
 */
final class CompanionEmitter {
  private final ClassNode owner;
  private final AsyncInterface type;
  private final String name;
  private final ClassNode companion = new ClassNode();

  private CompanionEmitter(ClassNode owner, AsyncInterface type) {
    this.owner = owner;
    this.type = type;
    name = Objects.requireNonNull(type.companion());
  }

  /** The companion of an interface. */
  static GeneratedClass emit(ClassNode owner, ClassScan.Companion companion) {
    CompanionEmitter emitter = new CompanionEmitter(owner, companion.type());
    emitter.emitHeader(companion.extended());
    Set<String> written = new HashSet<>();
    for (String descriptor : emitter.type.descriptors()) {
      emitter.emitPlain(descriptor);
      if (written.add(AsyncInterface.wovenDescriptor(descriptor))) { // what it returns is gone
        emitter.emitWoven(descriptor);
        emitter.emitCall(descriptor);
      }
    }
    ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
    emitter.companion.accept(writer);
    return new GeneratedClass(emitter.name, writer.toByteArray());
  }

  private void emitHeader(List<String> extended) {
    companion.version = owner.version;
    companion.access = Opcodes.ACC_INTERFACE | Opcodes.ACC_ABSTRACT | Opcodes.ACC_SYNTHETIC;
    companion.access |= owner.access & Opcodes.ACC_PUBLIC;
    companion.name = name;
    companion.superName = Abi.OBJECT;
    companion.interfaces = new ArrayList<>(List.of(owner.name));
    companion.interfaces.addAll(extended);
    companion.sourceFile = owner.sourceFile;
    AnnotationNode woven = new AnnotationNode(Abi.WOVEN);
    woven.visit("version", Abi.VERSION);
    woven.visit("owner", owner.name.replace('/', '.'));
    companion.invisibleAnnotations = new ArrayList<>(List.of(woven));
  }

  private MethodNode method(int access, String descriptor) {
    MethodNode method =
        new MethodNode(
            Opcodes.ASM9, Opcodes.ACC_PUBLIC | access, type.method(), descriptor, null, null);
    companion.methods.add(method);
    return method;
  }

  private void emitWoven(String descriptor) {
    String woven = AsyncInterface.wovenDescriptor(descriptor);
    if (descriptor.equals(type.descriptor())) {
      method(Opcodes.ACC_ABSTRACT, woven);
      return;
    }
    Code code = new Code().load(0);
    Bridges.pushArguments(code, woven, AsyncInterface.wovenDescriptor(type.descriptor()));
    String target = AsyncInterface.wovenDescriptor(type.descriptor());
    code.call(Opcodes.INVOKEINTERFACE, name, type.method(), target, true).insn(Opcodes.ARETURN);
    method(Opcodes.ACC_BRIDGE | Opcodes.ACC_SYNTHETIC, woven).instructions.add(code.list());
  }

  private void emitPlain(String descriptor) {
    Code code = new Code().add(new LdcInsnNode(type.simpleName()));
    code.callStatic(Abi.DISPATCH, Abi.OUTSIDE_OF_ASYNC, Abi.OUTSIDE_OF_ASYNC_DESC);
    method(0, descriptor).instructions.add(code.insn(Opcodes.ATHROW).list());
  }

  private void emitCall(String descriptor) {
    String woven = AsyncInterface.wovenDescriptor(descriptor);
    String call = type.callDescriptor(descriptor);
    MethodNode method = method(Opcodes.ACC_STATIC, call);
    Label plain = new Label();
    method.visitVarInsn(Opcodes.ALOAD, 0);
    method.visitTypeInsn(Opcodes.INSTANCEOF, name);
    method.visitJumpInsn(Opcodes.IFEQ, plain);
    Code code = new Code().load(0).add(new TypeInsnNode(Opcodes.CHECKCAST, name));
    Bridges.pushArguments(code, woven, woven);
    code.call(Opcodes.INVOKEINTERFACE, name, type.method(), woven, true).insn(Opcodes.ARETURN);
    method.instructions.add(code.list());
    method.visitLabel(plain);
    method.instructions.add(new FrameNode(Opcodes.F_SAME, 0, null, 0, null));
    code = new Code().load(0);
    Bridges.pushArguments(code, descriptor, descriptor);
    code.call(Opcodes.INVOKEINTERFACE, owner.name, type.method(), descriptor, true);
    code.box(Type.getReturnType(descriptor)).insn(Opcodes.ARETURN);
    method.instructions.add(code.list());
  }
}
