package dev.weft.weaver.analyse;

import dev.weft.weaver.scan.Instructions;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;
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
 * The types of all locals and stack values at each instruction, found in one pass from top to
 * bottom that takes the compiler's stack map frames at their word, as the JVM's verifier does (JVMS
 * 4.10.1). No class is looked up and nothing is merged.
 *
 * <p>There is one frame, which goes along with the pass and is shown to a listener: one for each
 * instruction would take too much in methods with thousands of both locals and instructions.
 */
public final class LinearTypes {
  private final MethodNode method;
  private final Interpreter<BasicValue> interpreter;
  private final Listener listener;
  private final Frame<BasicValue> frame;

  /** Whether control comes to where the pass is. */
  private boolean reached = true;

  /** What is told of the pass while it goes on. The frame changes under its eyes. */
  public interface Listener {
    /** A stack map frame is reached; {@code flowing} is null where control doesn't fall in. */
    default void atFrame(FrameNode node, @Nullable Frame<BasicValue> flowing)
        throws AnalyzerException {}

    /** An instruction is about to run. */
    default void before(AbstractInsnNode insn, Frame<BasicValue> frame) throws AnalyzerException {}

    /** A local is set. */
    default void stored(int slot) {}

    /** An instruction has run. */
    default void after(AbstractInsnNode insn, Frame<BasicValue> frame) throws AnalyzerException {}
  }

  private LinearTypes(MethodNode method, Interpreter<BasicValue> interpreter, Listener listener) {
    this.method = method;
    this.interpreter = interpreter;
    this.listener = listener;
    frame =
        new Frame<>(method.maxLocals, method.maxStack) {
          @Override
          public void setLocal(int slot, BasicValue value) {
            super.setLocal(slot, value);
            listener.stored(slot);
          }
        };
  }

  /** Goes through a method with an interpreter. */
  public static void walk(
      String owner, MethodNode method, Interpreter<BasicValue> interpreter, Listener listener)
      throws AnalyzerException {
    LinearTypes types = new LinearTypes(method, interpreter, listener);
    types.enter(owner);
    types.run();
  }

  /** Goes through a method of a compiler. */
  public static void walk(String owner, MethodNode method, Listener listener)
      throws AnalyzerException {
    walk(owner, method, new TypeInterpreter(), listener);
  }

  /** The types before certain instructions, those left out where control never comes. */
  public static Map<AbstractInsnNode, Frame<BasicValue>> before(
      String owner, MethodNode method, Predicate<AbstractInsnNode> wanted)
      throws AnalyzerException {
    Map<AbstractInsnNode, Frame<BasicValue>> kept = new HashMap<>();
    walk(
        owner,
        method,
        new Listener() {
          @Override
          public void before(AbstractInsnNode insn, Frame<BasicValue> frame) {
            if (wanted.test(insn)) {
              kept.put(insn, new Frame<>(frame));
            }
          }
        });
    return kept;
  }

  /** The types at the start of a method. */
  public static Frame<BasicValue> entry(String owner, MethodNode method) {
    LinearTypes types = new LinearTypes(method, new TypeInterpreter(), new Listener() {});
    types.enter(owner);
    return new Frame<>(types.frame);
  }

  private void enter(String owner) {
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
    frame.setReturn(interpreter.newReturnTypeValue(Type.getReturnType(method.desc)));
  }

  private void run() throws AnalyzerException {
    for (AbstractInsnNode insn : method.instructions) {
      if (insn instanceof FrameNode node) {
        listener.atFrame(node, reached ? frame : null);
        StackMaps.decode(node, frame);
        reached = true;
      } else if (reached && insn.getOpcode() >= 0) {
        listener.before(insn, frame);
        step(insn);
        listener.after(insn, frame);
        reached = !Instructions.endsBlock(insn.getOpcode());
      }
    }
  }

  private void step(AbstractInsnNode insn) throws AnalyzerException {
    try {
      Uninitialised built = built(insn, frame);
      frame.execute(insn, interpreter);
      if (built != null) {
        initialise(built, frame);
      }
    } catch (RuntimeException e) {
      throw new AnalyzerException(insn, e.toString(), e);
    }
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
    BasicValue value = Origin.of(built.getType());
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
