package dev.weft.weaver.plan;

import dev.weft.weaver.analyse.LostLocals;
import dev.weft.weaver.scan.Instructions;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LocalVariableNode;
import org.objectweb.asm.tree.MethodNode;

/** Finds the parts of the variables' scopes in which a debugger may show them. */
final class VariableRanges {
  private final LostLocals lost;
  private final Map<LabelNode, List<LocalVariableNode>> starts = new HashMap<>();
  private final Map<LabelNode, List<LocalVariableNode>> ends = new HashMap<>();

  /** The variable in scope in each slot. */
  private final Map<Integer, LocalVariableNode> inScope = new HashMap<>();

  /** Where the present part of a slot's variable began. */
  private final Map<Integer, AbstractInsnNode> begun = new HashMap<>();

  private final List<VariableRange> ranges = new ArrayList<>();

  private VariableRanges(MethodNode method, LostLocals lost) {
    this.lost = lost;
    for (LocalVariableNode variable : method.localVariables) {
      starts.computeIfAbsent(variable.start, label -> new ArrayList<>()).add(variable);
      ends.computeIfAbsent(variable.end, label -> new ArrayList<>()).add(variable);
    }
  }

  /** The ranges in a method that has a table of its variables. */
  static List<VariableRange> of(MethodNode method, LostLocals lost) {
    VariableRanges ranges = new VariableRanges(method, lost);
    ranges.walk(method.instructions.toArray());
    return ranges.ranges;
  }

  private void walk(AbstractInsnNode[] insns) {
    BitSet hidden = new BitSet();
    for (int i = 0; i < insns.length; i++) {
      AbstractInsnNode insn = insns[i];
      AbstractInsnNode border = i > 0 && losesLocals(insns[i - 1]) ? insns[i - 1] : insn;
      BitSet before = hidden;
      hidden = lost.before(i);
      ends.getOrDefault(insn, List.of()).forEach(variable -> leave(variable, insn));
      difference(before, hidden)
          .filter(inScope::containsKey)
          .forEach(slot -> change(slot, border, insn));
      for (LocalVariableNode variable : starts.getOrDefault(insn, List.of())) {
        enter(variable, insn, hidden);
      }
    }
  }

  /** An await, or a loop header, before which a resumed body comes in. */
  private static boolean losesLocals(AbstractInsnNode insn) {
    return insn instanceof FrameNode || Instructions.isAwait(insn);
  }

  private static IntStream difference(BitSet a, BitSet b) {
    if (a.equals(b)) {
      return IntStream.empty();
    }
    BitSet difference = (BitSet) a.clone();
    difference.xor(b);
    return difference.stream();
  }

  private void enter(LocalVariableNode variable, AbstractInsnNode at, BitSet hidden) {
    inScope.put(variable.index, variable);
    if (!hidden.get(variable.index)) {
      begun.put(variable.index, at);
    }
  }

  private void leave(LocalVariableNode variable, AbstractInsnNode at) {
    if (inScope.remove(variable.index, variable)) {
      end(variable, begun.remove(variable.index), at);
    }
  }

  /** A variable gets lost before an instruction, or holds its value again. */
  private void change(int slot, AbstractInsnNode border, AbstractInsnNode at) {
    AbstractInsnNode from = begun.remove(slot);
    if (from == null) {
      begun.put(slot, at);
    } else {
      end(Objects.requireNonNull(inScope.get(slot)), from, border);
    }
  }

  private void end(
      LocalVariableNode variable, @Nullable AbstractInsnNode from, AbstractInsnNode to) {
    if (from != null && from != to) {
      ranges.add(new VariableRange(variable, from, to));
    }
  }
}
