package dev.weft.weaver.analyse;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.IincInsnNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.LocalVariableNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * Keeps the slots of the arguments to what woven code relies on: slot 0 of an instance method is
 * the receiver everywhere, and no long or double lies half in the last argument's slot. Compilers
 * of Java leave both so; optimisers reuse the slot of a receiver or an argument that is dead.
 */
public final class ArgumentSlots {
  /** Stands for the second slot of a long or double. */
  private static final Object SECOND = new Object();

  private final String owner;
  private final MethodNode method;
  private final int arguments;

  private ArgumentSlots(String owner, MethodNode method) {
    this.owner = owner;
    this.method = method;
    int size = Type.getArgumentsAndReturnSizes(method.desc) >> 2;
    arguments = isStatic() ? size - 1 : size;
  }

  /** Rewrites a method where needed. */
  public static void settle(String owner, MethodNode method) {
    ArgumentSlots slots = new ArgumentSlots(owner, method);
    if (!slots.isStatic()) {
      slots.settleReceiver();
    }
    slots.settleLast();
  }

  private boolean isStatic() {
    return (method.access & Opcodes.ACC_STATIC) != 0;
  }

  /** Where slot 0 is written, the variable in it moves away; elsewhere the receiver just stays. */
  private void settleReceiver() {
    boolean written = accesses(0).stream().anyMatch(insn -> !isLoad(insn));
    int moved = written ? fresh() : -1;
    if (written) {
      move(insn -> true, 0, moved);
      moveNames(variable -> !variable.name.equals("this"), 0, moved);
      InsnList copy = new InsnList();
      copy.add(new VarInsnNode(Opcodes.ALOAD, 0));
      copy.add(new VarInsnNode(Opcodes.ASTORE, moved));
      method.instructions.insert(copy);
    }
    if (written || isForgotten()) {
      forEachFrame(
          slots -> {
            if (written) {
              move(slots, 0, moved);
            }
            slots[0] = owner;
          });
    }
  }

  /** Whether there is a stack map frame that doesn't say that slot 0 is the receiver. */
  private boolean isForgotten() {
    for (AbstractInsnNode insn : method.instructions) {
      if (insn instanceof FrameNode frame
          && (frame.local == null || frame.local.isEmpty() || !owner.equals(frame.local.get(0)))) {
        return true;
      }
    }
    return false;
  }

  private void settleLast() {
    int last = arguments - 1;
    if (last < 0 || accesses(last).stream().noneMatch(ArgumentSlots::isWide)) {
      return;
    }
    int moved = fresh();
    move(ArgumentSlots::isWide, last, moved);
    moveNames(variable -> Type.getType(variable.desc).getSize() == 2, last, moved);
    forEachFrame(
        slots -> {
          if (isWide(slots[last])) {
            move(slots, last, moved);
          }
        });
  }

  /** Two new slots, enough for any value. */
  private int fresh() {
    int slot = method.maxLocals;
    method.maxLocals += 2;
    return slot;
  }

  private List<AbstractInsnNode> accesses(int slot) {
    List<AbstractInsnNode> found = new ArrayList<>();
    for (AbstractInsnNode insn : method.instructions) {
      boolean access = insn instanceof VarInsnNode variable && variable.var == slot;
      if (access || (insn instanceof IincInsnNode increment && increment.var == slot)) {
        found.add(insn);
      }
    }
    return found;
  }

  private void move(Predicate<AbstractInsnNode> selected, int from, int to) {
    for (AbstractInsnNode insn : accesses(from)) {
      if (selected.test(insn) && insn instanceof VarInsnNode variable) {
        variable.var = to;
      } else if (selected.test(insn) && insn instanceof IincInsnNode increment) {
        increment.var = to;
      }
    }
  }

  /** Debuggers find a variable where it is; the receiver's own name stays with slot 0. */
  private void moveNames(Predicate<LocalVariableNode> selected, int from, int to) {
    if (method.localVariables != null) {
      method.localVariables.stream()
          .filter(variable -> variable.index == from && selected.test(variable))
          .forEach(variable -> variable.index = to);
    }
  }

  private static boolean isLoad(AbstractInsnNode insn) {
    return insn.getOpcode() >= Opcodes.ILOAD && insn.getOpcode() <= Opcodes.ALOAD;
  }

  private static boolean isWide(AbstractInsnNode insn) {
    return switch (insn.getOpcode()) {
      case Opcodes.LLOAD, Opcodes.LSTORE, Opcodes.DLOAD, Opcodes.DSTORE -> true;
      default -> false;
    };
  }

  private static boolean isWide(Object entry) {
    return Opcodes.LONG.equals(entry) || Opcodes.DOUBLE.equals(entry);
  }

  /** Changes every stack map frame; what it says is given by slot. */
  private void forEachFrame(Consumer<Object[]> change) {
    for (AbstractInsnNode insn : method.instructions) {
      if (insn instanceof FrameNode frame) {
        Object[] slots = slots(frame.local == null ? List.of() : frame.local);
        change.accept(slots);
        frame.local = entries(slots);
      }
    }
  }

  private Object[] slots(List<Object> entries) {
    Object[] slots = new Object[method.maxLocals];
    Arrays.fill(slots, Opcodes.TOP);
    int slot = 0;
    for (Object entry : entries) {
      slots[slot++] = entry;
      if (isWide(entry)) {
        slots[slot++] = SECOND;
      }
    }
    return slots;
  }

  private static List<Object> entries(Object[] slots) {
    List<Object> entries = new ArrayList<>();
    for (Object entry : slots) {
      if (entry != SECOND) {
        entries.add(entry);
      }
    }
    while (!entries.isEmpty() && entries.get(entries.size() - 1).equals(Opcodes.TOP)) {
      entries.remove(entries.size() - 1);
    }
    return entries;
  }

  private static void move(Object[] slots, int from, int to) {
    slots[to] = slots[from];
    slots[from] = Opcodes.TOP;
    if (isWide(slots[to])) {
      slots[to + 1] = SECOND;
      slots[from + 1] = Opcodes.TOP;
    }
  }
}
