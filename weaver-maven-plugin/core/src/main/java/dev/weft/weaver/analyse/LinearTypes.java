package dev.weft.weaver.analyse;

import dev.weft.weaver.scan.Instructions;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.analysis.AnalyzerException;
import org.objectweb.asm.tree.analysis.BasicValue;
import org.objectweb.asm.tree.analysis.Frame;
import org.objectweb.asm.tree.analysis.Interpreter;

/**
 * The types of all locals and stack values before each instruction, found in one pass from top to
 * bottom that takes the compiler's stack map frames at their word, as the JVM's verifier does (JVMS
 * 4.10.1). No class is looked up and nothing is merged.
 */
public final class LinearTypes {
  private final MethodNode method;
  private final Interpreter<BasicValue> interpreter;
  private final @Nullable Frame<BasicValue>[] before;
  private final @Nullable BasicValue returned;

  /** What is told of the pass while it goes on. */
  public interface Listener {
    /** A stack map frame is reached; {@code flowing} is null where control doesn't fall in. */
    default void atFrame(
        FrameNode node, @Nullable Frame<BasicValue> flowing, Frame<BasicValue> declared)
        throws AnalyzerException {}

    /** An instruction has run; {@code after} is what it leaves. */
    default void executed(AbstractInsnNode insn, Frame<BasicValue> before, Frame<BasicValue> after)
        throws AnalyzerException {}
  }

  @SuppressWarnings({"unchecked", "rawtypes"}) // arrays of generics
  private LinearTypes(MethodNode method, Interpreter<BasicValue> interpreter) {
    this.method = method;
    this.interpreter = interpreter;
    before = new Frame[method.instructions.size()];
    returned = interpreter.newReturnTypeValue(Type.getReturnType(method.desc));
  }

  /** The types in a method that a compiler made. */
  public static LinearTypes of(String owner, MethodNode method) throws AnalyzerException {
    return of(owner, method, new TypeInterpreter(), new Listener() {});
  }

  /** The same with another interpreter, and somebody who looks on. */
  public static LinearTypes of(
      String owner, MethodNode method, Interpreter<BasicValue> interpreter, Listener listener)
      throws AnalyzerException {
    LinearTypes types = new LinearTypes(method, interpreter);
    types.run(types.entry(owner), listener);
    return types;
  }

  /** The types before an instruction; null where control never comes. */
  public @Nullable Frame<BasicValue> before(AbstractInsnNode insn) {
    return before[method.instructions.indexOf(insn)];
  }

  /** The types before the instruction with an index. */
  public @Nullable Frame<BasicValue> before(int index) {
    return before[index];
  }

  private Frame<BasicValue> entry(String owner) {
    Frame<BasicValue> frame = new Frame<>(method.maxLocals, method.maxStack);
    int slot = 0;
    if ((method.access & Opcodes.ACC_STATIC) == 0) {
      frame.setLocal(slot++, interpreter.newValue(Type.getObjectType(owner)));
    }
    for (Type argument : Type.getArgumentTypes(method.desc)) {
      frame.setLocal(slot++, interpreter.newValue(argument));
      if (argument.getSize() == 2) {
        frame.setLocal(slot++, BasicValue.UNINITIALIZED_VALUE);
      }
    }
    while (slot < method.maxLocals) {
      frame.setLocal(slot++, BasicValue.UNINITIALIZED_VALUE);
    }
    frame.setReturn(returned);
    return frame;
  }

  private void run(Frame<BasicValue> entry, Listener listener) throws AnalyzerException {
    Frame<BasicValue> current = entry;
    int index = 0;
    for (AbstractInsnNode insn : method.instructions) {
      if (insn instanceof FrameNode node) {
        Frame<BasicValue> declared = StackMaps.decode(node, method.maxLocals, method.maxStack);
        declared.setReturn(returned);
        listener.atFrame(node, current, declared);
        current = declared;
      }
      before[index++] = current;
      if (current != null && insn.getOpcode() >= 0) {
        current = step(insn, current, listener);
      }
    }
  }

  private @Nullable Frame<BasicValue> step(
      AbstractInsnNode insn, Frame<BasicValue> from, Listener listener) throws AnalyzerException {
    Frame<BasicValue> after = new Frame<>(from);
    try {
      Uninitialised built = built(insn, from);
      after.execute(insn, interpreter);
      if (built != null) {
        initialise(built, after);
      }
    } catch (RuntimeException e) {
      throw new AnalyzerException(insn, e.toString(), e);
    }
    listener.executed(insn, from, after);
    return Instructions.endsBlock(insn.getOpcode()) ? null : after;
  }

  /** The object that an instruction is about to initialise, or null. */
  static @Nullable Uninitialised built(AbstractInsnNode insn, Frame<BasicValue> frame) {
    if (insn.getOpcode() != Opcodes.INVOKESPECIAL
        || !(insn instanceof MethodInsnNode call)
        || !call.name.equals("<init>")) {
      return null;
    }
    int receiver = frame.getStackSize() - 1 - Type.getArgumentTypes(call.desc).length;
    return frame.getStack(receiver) instanceof Uninitialised value ? value : null;
  }

  private static void initialise(Uninitialised built, Frame<BasicValue> frame) {
    BasicValue value = new BasicValue(built.getType());
    for (int i = 0; i < frame.getLocals(); i++) {
      if (built.equals(frame.getLocal(i))) {
        frame.setLocal(i, value);
      }
    }
    for (int i = 0; i < frame.getStackSize(); i++) {
      if (built.equals(frame.getStack(i))) {
        frame.setStack(i, value);
      }
    }
  }
}
