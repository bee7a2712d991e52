package dev.weft.weaver.plan;

import dev.weft.weaver.analyse.Origin;
import dev.weft.weaver.analyse.StackMaps;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.analysis.BasicValue;
import org.objectweb.asm.tree.analysis.Frame;

/**
 * Finds out how the values below a future get back on the operand stack. Constants and copies of
 * what is kept anyway take no space in the frame.
 */
final class Operands {
  private final Frame<BasicValue> frame;
  private final FieldPool.Allotment fields;

  /** The kept locals by their values. */
  private final IdentityHashMap<BasicValue, Integer> locals = new IdentityHashMap<>();

  /** The topmost place of each value. */
  private final IdentityHashMap<BasicValue, Integer> places = new IdentityHashMap<>();

  private final IdentityHashMap<BasicValue, Spill> spills = new IdentityHashMap<>();

  private Operands(Frame<BasicValue> frame, FieldPool.Allotment fields) {
    this.frame = frame;
    this.fields = fields;
  }

  /**
   * The values from the bottom of the stack, without the future.
   *
   * @param kept the locals that are kept
   * @param isStatic whether there is no receiver, which is always there again
   * @param fields gives out fields for the others
   */
  static List<Operand> of(
      Frame<BasicValue> frame, List<Spill> kept, boolean isStatic, FieldPool.Allotment fields) {
    int count = frame.getStackSize() - 1;
    if (count == 0) {
      return List.of();
    }
    Operands operands = new Operands(frame, fields);
    kept.forEach(spill -> operands.local(spill.position()));
    if (!isStatic) {
      operands.local(0);
    }
    return operands.find(count);
  }

  private void local(int slot) {
    locals.put(frame.getLocal(slot), slot);
  }

  private List<Operand> find(int count) {
    for (int place = 0; place < count; place++) {
      places.put(frame.getStack(place), place);
    }
    List<Operand> found = new ArrayList<>();
    for (int place = 0; place < count; place++) {
      found.add(operand(place, frame.getStack(place)));
    }
    return found;
  }

  private Operand operand(int place, BasicValue value) {
    AbstractInsnNode constant = constant(value);
    if (constant != null) {
      return new Operand.Constant(constant, Kind.of(value));
    }
    if (!(value instanceof Origin)) {
      return new Operand.Kept(new Spill(place, value, fields.next(value)));
    }
    Integer slot = locals.get(value);
    return slot == null ? kept(place, value) : new Operand.OfLocal(slot, Kind.of(value));
  }

  private Operand kept(int place, BasicValue value) {
    int topmost = places.getOrDefault(value, place);
    Spill spill = spills.computeIfAbsent(value, v -> new Spill(topmost, value, fields.next(value)));
    return place == topmost ? new Operand.Kept(spill) : new Operand.Copy(spill);
  }

  private static @Nullable AbstractInsnNode constant(BasicValue value) {
    return StackMaps.NULL.equals(value.getType())
        ? new InsnNode(Opcodes.ACONST_NULL)
        : value instanceof Origin origin ? origin.constant() : null;
  }
}
