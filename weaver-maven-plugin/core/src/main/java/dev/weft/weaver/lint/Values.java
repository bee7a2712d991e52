package dev.weft.weaver.lint;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.analysis.Analyzer;
import org.objectweb.asm.tree.analysis.AnalyzerException;
import org.objectweb.asm.tree.analysis.Frame;
import org.objectweb.asm.tree.analysis.SourceInterpreter;
import org.objectweb.asm.tree.analysis.SourceValue;

/** Where the values on the stack of a class's methods come from; asked only where it matters. */
final class Values {
  private final String owner;
  private final Map<MethodNode, Frame<SourceValue>[]> frames = new HashMap<>();

  Values(String owner) {
    this.owner = owner;
  }

  /** Whether what a call is made on comes from a call for which something holds. */
  boolean isMadeOn(MethodNode method, MethodInsnNode call, Predicate<MethodInsnNode> maker) {
    if (call.getOpcode() == Opcodes.INVOKESTATIC) {
      return false;
    }
    return sources(method, call, Type.getArgumentTypes(call.desc).length).stream()
        .map(source -> source.getOpcode() == Opcodes.CHECKCAST ? cast(method, source) : source)
        .anyMatch(source -> source instanceof MethodInsnNode made && maker.test(made));
  }

  private @Nullable AbstractInsnNode cast(MethodNode method, AbstractInsnNode cast) {
    Set<AbstractInsnNode> sources = sources(method, cast, 0);
    return sources.size() == 1 ? sources.iterator().next() : null;
  }

  /** Whether a value is an argument of a call for which something holds. */
  boolean isArgument(MethodNode method, AbstractInsnNode value, Predicate<MethodInsnNode> taker) {
    for (AbstractInsnNode insn : method.instructions) {
      if (insn instanceof MethodInsnNode call && taker.test(call) && takes(method, call, value)) {
        return true;
      }
    }
    return false;
  }

  private boolean takes(MethodNode method, MethodInsnNode call, AbstractInsnNode value) {
    for (int depth = 0; depth < Type.getArgumentTypes(call.desc).length; depth++) {
      if (sources(method, call, depth).contains(value)) {
        return true;
      }
    }
    return false;
  }

  /** What may have made the value that lies so deep on the stack before an instruction. */
  private Set<AbstractInsnNode> sources(MethodNode method, AbstractInsnNode at, int depth) {
    Frame<SourceValue> frame = frames(method)[method.instructions.indexOf(at)];
    return frame == null ? Set.of() : frame.getStack(frame.getStackSize() - 1 - depth).insns;
  }

  private Frame<SourceValue>[] frames(MethodNode method) {
    return frames.computeIfAbsent(
        method,
        each -> {
          try {
            return new Analyzer<>(new SourceInterpreter()).analyze(owner, each);
          } catch (AnalyzerException e) {
            throw new IllegalArgumentException(e);
          }
        });
  }
}
