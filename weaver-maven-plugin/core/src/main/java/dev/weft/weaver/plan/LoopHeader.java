package dev.weft.weaver.plan;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.analysis.BasicValue;
import org.objectweb.asm.tree.analysis.Frame;

/** The start of a loop that has awaits in it; a resumed body comes in through it. */
public final class LoopHeader {
  private final LabelNode label;
  private final FrameNode node;
  private final Frame<BasicValue> frame;
  private final Set<AbstractInsnNode> back;
  private final @Nullable LoopHeader outer;

  /**
   * A header.
   *
   * @param label where the loop jumps back to
   * @param node the stack map frame there
   * @param frame the types there
   * @param back the instructions from which control comes round again; all others enter the loop
   * @param outer the header of the next loop around it, or null
   */
  public LoopHeader(
      LabelNode label,
      FrameNode node,
      Frame<BasicValue> frame,
      Set<AbstractInsnNode> back,
      @Nullable LoopHeader outer) {
    this.label = label;
    this.node = node;
    this.frame = frame;
    this.back = back;
    this.outer = outer;
  }

  /** Where the loop jumps back to. */
  public LabelNode label() {
    return label;
  }

  /** The stack map frame there. */
  public FrameNode node() {
    return node;
  }

  /** The types there. */
  public Frame<BasicValue> frame() {
    return frame;
  }

  /** The instructions from which control comes round again; all others enter the loop. */
  public Set<AbstractInsnNode> back() {
    return back;
  }

  /** The header of the next loop around it, or null. */
  public @Nullable LoopHeader outer() {
    return outer;
  }
}
