package dev.weft.weaver.analyse;

import java.util.IdentityHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * Gives each {@code NEW} that a stack map frame refers to a label of its own, directly before it. A
 * label that is a jump target as well may come to lie elsewhere when code is inserted behind it.
 */
public final class NewLabels {
  private final MethodNode method;
  private final IdentityHashMap<AbstractInsnNode, LabelNode> labels = new IdentityHashMap<>();

  private NewLabels(MethodNode method) {
    this.method = method;
  }

  /** Rewrites the stack map frames of a method. */
  public static void separate(MethodNode method) {
    NewLabels labels = new NewLabels(method);
    for (AbstractInsnNode insn : method.instructions.toArray()) {
      if (insn instanceof FrameNode frame) {
        frame.local = labels.replace(frame.local);
        frame.stack = labels.replace(frame.stack);
      }
    }
  }

  private @Nullable List<Object> replace(@Nullable List<Object> entries) {
    return entries == null
        ? null
        : entries.stream().map(e -> e instanceof LabelNode label ? own(label) : e).toList();
  }

  private LabelNode own(LabelNode label) {
    return labels.computeIfAbsent(
        StackMaps.origin(label),
        origin -> {
          LabelNode own = new LabelNode();
          method.instructions.insertBefore(origin, own);
          return own;
        });
  }
}
