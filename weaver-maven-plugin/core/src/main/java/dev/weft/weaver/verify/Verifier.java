package dev.weft.weaver.verify;

import dev.weft.weaver.ClassFiles;
import dev.weft.weaver.analyse.ControlFlow;
import dev.weft.weaver.analyse.LinearTypes;
import dev.weft.weaver.analyse.StackMaps;
import dev.weft.weaver.scan.Instructions;
import dev.weft.weaver.scan.Reporter;
import java.util.IdentityHashMap;
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
      LinearTypes.of(owner.name, method, check.interpreter, check);
    } catch (AnalyzerException e) {
      AbstractInsnNode at = e.node == null ? method.instructions.getFirst() : e.node;
      reporter.report(
          id,
          method,
          at,
          whose + ": " + e.getMessage() + " at instruction " + method.instructions.indexOf(at));
    }
  }

  /** The checks at jumps, at stack map frames and in try blocks of one method. */
  private final class MethodCheck implements LinearTypes.Listener {
    private final CheckingInterpreter interpreter = new CheckingInterpreter(hierarchy);
    private final IdentityHashMap<LabelNode, Frame<BasicValue>> declared = new IdentityHashMap<>();
    private final MethodNode method;

    MethodCheck(MethodNode method) {
      this.method = method;
      for (AbstractInsnNode insn : method.instructions) {
        if (insn instanceof FrameNode node) {
          declare(node);
        }
      }
    }

    private void declare(FrameNode node) {
      Frame<BasicValue> frame = StackMaps.decode(node, method.maxLocals, method.maxStack);
      AbstractInsnNode at = node;
      while (at != null && at.getOpcode() < 0) {
        if (at instanceof LabelNode label) {
          declared.put(label, frame);
        }
        at = at.getPrevious();
      }
    }

    @Override
    public void atFrame(
        FrameNode node, @Nullable Frame<BasicValue> flowing, Frame<BasicValue> target)
        throws AnalyzerException {
      if (flowing != null) {
        compare(node, flowing, target);
      }
    }

    @Override
    public void executed(AbstractInsnNode insn, Frame<BasicValue> before, Frame<BasicValue> after)
        throws AnalyzerException {
      for (LabelNode label : ControlFlow.targets(insn)) {
        compare(insn, after, target(insn, label));
      }
      for (TryCatchBlockNode block : method.tryCatchBlocks) {
        int index = method.instructions.indexOf(insn);
        if (method.instructions.indexOf(block.start) <= index
            && index < method.instructions.indexOf(block.end)) {
          compareLocals(insn, before, target(insn, block.handler));
          compareLocals(insn, after, target(insn, block.handler));
        }
      }
      if (insn.getNext() == null && !Instructions.endsBlock(insn.getOpcode())) {
        throw new AnalyzerException(insn, "control falls off the end");
      }
    }

    private Frame<BasicValue> target(AbstractInsnNode insn, LabelNode label)
        throws AnalyzerException {
      Frame<BasicValue> frame = declared.get(label);
      if (frame == null) {
        throw new AnalyzerException(insn, "no stack map frame at a branch target");
      }
      return frame;
    }

    private void compare(AbstractInsnNode insn, Frame<BasicValue> from, Frame<BasicValue> to)
        throws AnalyzerException {
      compareLocals(insn, from, to);
      if (from.getStackSize() != to.getStackSize()) {
        throw new AnalyzerException(insn, "stacks of different size meet: " + from + ", " + to);
      }
      for (int i = 0; i < to.getStackSize(); i++) {
        require(insn, "stack value " + i, from.getStack(i), to.getStack(i));
      }
    }

    private void compareLocals(AbstractInsnNode insn, Frame<BasicValue> from, Frame<BasicValue> to)
        throws AnalyzerException {
      for (int i = 0; i < to.getLocals(); i++) {
        require(insn, "local " + i, from.getLocal(i), to.getLocal(i));
      }
    }

    private void require(
        AbstractInsnNode insn, String what, BasicValue value, BasicValue declaredValue)
        throws AnalyzerException {
      if (!interpreter.fits(value, declaredValue)) {
        throw new AnalyzerException(
            insn, what + " is " + describe(value) + ", not " + describe(declaredValue));
      }
    }

    private static String describe(BasicValue value) {
      Type type = value.getType();
      return type == null ? "undefined" : type.toString();
    }
  }
}
