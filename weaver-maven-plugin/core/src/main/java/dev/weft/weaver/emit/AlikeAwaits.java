package dev.weft.weaver.emit;

import dev.weft.weaver.plan.Operand;
import dev.weft.weaver.plan.Spill;
import dev.weft.weaver.plan.SuspendPoint;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.IntInsnNode;
import org.objectweb.asm.tree.LdcInsnNode;

/**
 * Awaits for which the same is to be restored from the same fields, so that one piece of code can
 * do it for all of them. It costs a resumed body a second switch, so a few awaits aren't worth it.
 */
final class AlikeAwaits {
  private static final int FEW = 3;

  private final Slots slots;

  AlikeAwaits(Slots slots) {
    this.slots = slots;
  }

  /** Groups of awaits, in the order of their first ones; one that stands alone is a group. */
  List<List<SuspendPoint>> groups(List<SuspendPoint> points) {
    Map<List<Object>, List<SuspendPoint>> groups = new LinkedHashMap<>();
    points.forEach(point -> groups.computeIfAbsent(key(point), k -> new ArrayList<>()).add(point));
    List<List<SuspendPoint>> worthwhile = new ArrayList<>();
    for (List<SuspendPoint> group : groups.values()) {
      if (group.size() > FEW) {
        worthwhile.add(group);
      } else {
        group.forEach(point -> worthwhile.add(List.of(point)));
      }
    }
    return worthwhile;
  }

  private List<Object> key(SuspendPoint point) {
    FrameNode types = slots.stackMap(point.frame(), Slots.stack(point.frame(), 1));
    List<Object> key = new ArrayList<>(List.of(types.local, types.stack));
    point.locals().forEach(spill -> add(spill, key));
    point.stack().forEach(operand -> add(operand, key));
    return key;
  }

  private static void add(Operand operand, List<Object> key) {
    key.add(operand.getClass());
    if (operand instanceof Operand.Kept kept) {
      add(kept.spill(), key);
    } else if (operand instanceof Operand.Copy copy) {
      add(copy.spill(), key);
    } else if (operand instanceof Operand.OfLocal local) {
      key.add(local.slot());
    } else if (operand instanceof Operand.Constant constant) {
      add(constant.insn(), key);
    }
  }

  private static void add(AbstractInsnNode constant, List<Object> key) {
    key.add(constant.getOpcode());
    if (constant instanceof LdcInsnNode ldc) {
      key.add(ldc.cst);
    } else if (constant instanceof IntInsnNode push) {
      key.add(push.operand);
    }
  }

  private static void add(Spill spill, List<Object> key) {
    key.add(spill.position());
    key.add(spill.field());
  }
}
