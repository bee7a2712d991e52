package dev.weft.weaver.emit;

import dev.weft.weaver.plan.SuspendPoint;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.LabelNode;

/** The place at each await where a resumed body, with everything restored, takes the result. */
final class Arrivals {
  private final Map<AbstractInsnNode, LabelNode> labels = new HashMap<>();

  Arrivals(List<SuspendPoint> points) {
    points.forEach(point -> labels.put(point.await(), new LabelNode()));
  }

  /** The place at an await. */
  LabelNode at(SuspendPoint point) {
    return Objects.requireNonNull(labels.get(point.await()));
  }

  /** The place at an instruction, null unless it is an await. */
  @Nullable LabelNode at(AbstractInsnNode insn) {
    return labels.get(insn);
  }
}
