package dev.weft.weaver.plan;

import org.objectweb.asm.tree.AbstractInsnNode;

/** A value below the future on the operand stack at an await, and how it gets back there. */
public sealed interface Operand {
  /**
   * The frame keeps it.
   *
   * @param spill where
   */
  record Kept(Spill spill) implements Operand {
    @Override
    public Kind kind() {
      return spill.kind();
    }
  }

  /**
   * It is the same as one further up, which the frame keeps.
   *
   * @param spill where that is kept
   */
  record Copy(Spill spill) implements Operand {
    @Override
    public Kind kind() {
      return spill.kind();
    }
  }

  /**
   * It is the same as a local, which is there again before it.
   *
   * @param slot the slot of the local
   * @param kind its kind
   */
  record OfLocal(int slot, Kind kind) implements Operand {}

  /**
   * It is made again.
   *
   * @param insn the instruction that pushes it
   * @param kind its kind
   */
  record Constant(AbstractInsnNode insn, Kind kind) implements Operand {}

  /** Its kind. */
  Kind kind();
}
