package dev.weft.weaver.emit;

import dev.weft.weaver.analyse.StackMaps;
import dev.weft.weaver.plan.StateMachinePlan;
import dev.weft.weaver.scan.Abi;
import dev.weft.weaver.scan.AsyncMethod;
import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.analysis.BasicValue;
import org.objectweb.asm.tree.analysis.Frame;

/**
 * The locals of a body: the arguments, the strand, the frame, the depth, the state that a resumed
 * body looks for, and then the locals of the source, moved up by those four.
 */
final class Slots {
  /** How many there are more than in the source. */
  static final int ADDED = 4;

  private final String frameClass;
  private final int arguments;

  Slots(StateMachinePlan plan) {
    AsyncMethod method = plan.method();
    frameClass = method.frameClass();
    int size = Type.getArgumentsAndReturnSizes(method.descriptor()) >> 2;
    arguments = method.isStatic() ? size - 1 : size;
  }

  int strand() {
    return arguments;
  }

  int frame() {
    return arguments + 1;
  }

  int depth() {
    return arguments + 2;
  }

  int state() {
    return arguments + 3;
  }

  /** Where a local of the source is now. */
  int moved(int slot) {
    return slot < arguments ? slot : slot + ADDED;
  }

  /** A stack map frame for locals and stack values of the source, in terms of the source. */
  FrameNode stackMap(Frame<BasicValue> locals, List<Object> stack) {
    int end = locals.getLocals();
    while (end > 0 && StackMaps.isTop(locals.getLocal(end - 1))) {
      end--;
    }
    List<Object> entries = new ArrayList<>();
    int slot = 0;
    while (slot < end) {
      BasicValue value = locals.getLocal(slot);
      entries.add(StackMaps.encode(value));
      slot += value.getSize();
    }
    return stackMap(entries, stack);
  }

  /** A stack map frame made of one of the source's. */
  FrameNode stackMap(List<Object> sourceLocals, List<Object> stack) {
    List<Object> entries = new ArrayList<>();
    int slot = 0;
    int next = 0;
    for (; slot < arguments; next++) {
      Object entry = next < sourceLocals.size() ? sourceLocals.get(next) : Opcodes.TOP;
      entries.add(entry);
      slot += size(entry);
    }
    entries.add(Abi.STRAND);
    entries.add(frameClass);
    entries.add(Opcodes.INTEGER);
    entries.add(Opcodes.INTEGER);
    while (next < sourceLocals.size()) {
      entries.add(sourceLocals.get(next++));
    }
    return StackMaps.node(entries, stack);
  }

  private static int size(Object entry) {
    return entry.equals(Opcodes.LONG) || entry.equals(Opcodes.DOUBLE) ? 2 : 1;
  }

  /** The stack of a frame as stack map entries, its topmost values left out. */
  static List<Object> stack(Frame<BasicValue> frame, int withoutTop) {
    List<Object> entries = new ArrayList<>();
    for (int i = 0; i < frame.getStackSize() - withoutTop; i++) {
      entries.add(StackMaps.encode(frame.getStack(i)));
    }
    return entries;
  }
}
