package dev.weft.weaver.plan;

import org.objectweb.asm.tree.analysis.BasicValue;

/**
 * A value that a frame keeps while its method is suspended.
 *
 * @param position the slot of the local, or the place on the operand stack, from the bottom
 * @param value its type
 * @param field where it is kept
 */
public record Spill(int position, BasicValue value, FrameField field) {
  /** Its kind. */
  public Kind kind() {
    return Kind.of(value);
  }

  /** Whether it comes back as a mere Object and has to be cast. */
  public boolean needsCast() {
    String type = value.getType().getDescriptor();
    return kind() == Kind.REFERENCE && !type.equals(field.descriptor());
  }
}
