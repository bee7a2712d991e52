package dev.weft.weaver.verify;

import dev.weft.weaver.ClassFiles;
import dev.weft.weaver.analyse.ControlFlow;
import dev.weft.weaver.analyse.LinearTypes;
import dev.weft.weaver.analyse.StackMaps;
import dev.weft.weaver.analyse.TryBlocks;
import dev.weft.weaver.scan.Instructions;
import dev.weft.weaver.scan.Reporter;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TryCatchBlockNode;
import org.objectweb.asm.tree.analysis.AnalyzerException;
import org.objectweb.asm.tree.analysis.BasicValue;
import org.objectweb.asm.tree.analysis.Frame;

/**
 * Checks woven classes before they are written, as the JVM will check them when they are loaded
 * (JVMS 4.10.1): in one pass with the class file's own stack map frames, each of which must agree
 * with all the ways that lead to it. No class is loaded.
 */
public final class Verifier {
  private final Hierarchy hierarchy;

  /** A verifier that looks classes up on a class path. */
  public Verifier(ClassFiles classPath) {
    hierarchy = new Hierarchy(classPath);
  }

  /** Makes a class known that the ones to check refer to. */
  public void add(byte[] classFile) {
    hierarchy.add(classFile);
  }

  /** Whether the JVM would take a class. */
  public boolean accepts(byte[] classFile) {
    Reporter reporter = new Reporter("", "");
    check(classFile, "", "", reporter);
    return reporter.problems().isEmpty();
  }

  /** Checks a class; what is wrong goes to the reporter, with an id and in whose code it is. */
  public void check(byte[] classFile, String id, String whose, Reporter reporter) {
    ClassNode node = new ClassNode();
    new ClassReader(classFile).accept(node, ClassReader.EXPAND_FRAMES);
    for (MethodNode method : node.methods) {
      if (method.instructions.size() > 0 && !method.name.equals("<init>")) {
        check(node, method, id, whose, reporter);
      }
    }
  }

  private void check(
      ClassNode owner, MethodNode method, String id, String whose, Reporter reporter) {
    MethodCheck check = new MethodCheck(method);
    try {
      checkTable(method);
      LinearTypes.walk(owner.name, method, check.interpreter, check);
    } catch (AnalyzerException e) {
      AbstractInsnNode at = e.node == null ? method.instructions.getFirst() : e.node;
      reporter.report(
          id,
          method,
          at,
          whose + ": " + e.getMessage() + " at instruction " + method.instructions.indexOf(at));
    }
  }

  private static void checkTable(MethodNode method) throws AnalyzerException {
    for (TryCatchBlockNode block : method.tryCatchBlocks) {
      boolean forward =
          method.instructions.indexOf(block.start) < method.instructions.indexOf(block.end);
      if (!forward || !Instructions.isCodeBetween(block.start, block.end)) {
        throw new AnalyzerException(block.handler, "a try block is empty");
      }
    }
  }

  /**
   * The checks at jumps, at stack map frames and in try blocks of one method. What a handler
   * expects is compared with the locals when its try block is entered and then with those that
   * change.
   */
  private final class MethodCheck implements LinearTypes.Listener {
    private final CheckingInterpreter interpreter = new CheckingInterpreter(hierarchy);
    private final Map<AbstractInsnNode, Frame<BasicValue>> declared = new HashMap<>();
    private final MethodNode method;
    private final TryBlocks tryBlocks;
    private final BitSet all = new BitSet();
    private final BitSet changed = new BitSet();
    private TryBlocks.@Nullable Guard guard;

    MethodCheck(MethodNode method) {
      this.method = method;
      tryBlocks = TryBlocks.of(method);
      all.set(0, method.maxLocals);
      for (AbstractInsnNode insn : method.instructions) {
        if (insn instanceof FrameNode node) {
          declare(node);
        }
      }
    }

    private void declare(FrameNode node) {
      Frame<BasicValue> frame = StackMaps.decode(node);
      AbstractInsnNode at = node;
      for (; at != null && at.getOpcode() < 0; at = at.getPrevious()) {
        declared.put(at, frame);
      }
    }

    @Override
    public void atFrame(FrameNode node, @Nullable Frame<BasicValue> flowing)
        throws AnalyzerException {
      if (flowing != null) {
        compare(node, flowing, target(node, node));
      }
    }

    @Override
    public void stored(int slot) {
      changed.set(slot);
    }

    @Override
    public void before(AbstractInsnNode insn, Frame<BasicValue> frame) throws AnalyzerException {
      TryBlocks.Guard left = guard;
      guard = tryBlocks.around(method.instructions.indexOf(insn));
      boolean entered = true;
      TryBlocks.Guard at = guard;
      for (; at != null && (entered || !changed.isEmpty()); at = at.outer()) {
        entered = entered && !at.isAround(left);
        compareLocals(insn, frame, target(insn, at.block().handler), entered ? all : changed);
      }
      changed.clear();
    }

    @Override
    public void after(AbstractInsnNode insn, Frame<BasicValue> frame) throws AnalyzerException {
      for (LabelNode label : ControlFlow.targets(insn)) {
        compare(insn, frame, target(insn, label));
      }
      if (Instructions.nextReal(insn) == null && !Instructions.endsBlock(insn.getOpcode())) {
        throw new AnalyzerException(insn, "control falls off the end");
      }
    }

    private Frame<BasicValue> target(AbstractInsnNode insn, AbstractInsnNode label)
        throws AnalyzerException {
      Frame<BasicValue> frame = declared.get(label);
      if (frame == null) {
        throw new AnalyzerException(insn, "no stack map frame at a branch target");
      }
      return frame;
    }

    private void compare(AbstractInsnNode insn, Frame<BasicValue> from, Frame<BasicValue> to)
        throws AnalyzerException {
      compareLocals(insn, from, to, all);
      if (from.getStackSize() != to.getStackSize()) {
        throw new AnalyzerException(insn, "stacks of different size meet: " + from + ", " + to);
      }
      for (int i = 0; i < to.getStackSize(); i++) {
        require(insn, "stack value ", i, from.getStack(i), to.getStack(i));
      }
    }

    private void compareLocals(
        AbstractInsnNode insn, Frame<BasicValue> from, Frame<BasicValue> to, BitSet slots)
        throws AnalyzerException {
      int slot = slots.nextSetBit(0);
      for (; slot >= 0 && slot < to.getLocals(); slot = slots.nextSetBit(slot + 1)) {
        require(insn, "local ", slot, from.getLocal(slot), to.getLocal(slot));
      }
    }

    private void require(
        AbstractInsnNode insn, String what, int place, BasicValue value, BasicValue declaredValue)
        throws AnalyzerException {
      if (!interpreter.fits(value, declaredValue)) {
        throw new AnalyzerException(
            insn, what + place + " is " + describe(value) + ", not " + describe(declaredValue));
      }
    }

    private static String describe(BasicValue value) {
      Type type = value.getType();
      return type == null ? "undefined" : type.toString();
    }
  }
}
