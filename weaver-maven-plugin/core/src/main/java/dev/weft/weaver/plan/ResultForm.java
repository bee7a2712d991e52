package dev.weft.weaver.plan;

import dev.weft.weaver.scan.Abi;
import dev.weft.weaver.scan.Boxes;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;

/**
 * In which form a body hands its result to those who call it: as an object, or, where each result
 * is a small number that has just been boxed, as that number in the low half of a {@code long},
 * whose high half is zero. A negative {@code long} then says that the body is suspended. So a
 * number that goes from body to body is never boxed.
 */
public enum ResultForm {
  /** A boxed value, or {@code Poll.PENDING}. */
  OBJECT(Abi.OBJECT_DESC),

  /** A number that stands for a {@code Boolean}. */
  BOOLEAN("Z"),

  /** A number that stands for a {@code Byte}. */
  BYTE("B"),

  /** A number that stands for a {@code Character}. */
  CHAR("C"),

  /** A number that stands for a {@code Short}. */
  SHORT("S"),

  /** A number that stands for an {@code Integer}. */
  INT("I");

  private final String type;
  private final String wrapper;

  ResultForm(String type) {
    this.type = type;
    wrapper = Objects.requireNonNullElse(Boxes.wrapper(Type.getType(type)), Abi.OBJECT);
  }

  /** The form for values that an instruction has boxed, {@link #OBJECT} if it boxes none. */
  static ResultForm boxedBy(@Nullable AbstractInsnNode insn) {
    if (insn instanceof MethodInsnNode call
        && call.getOpcode() == Opcodes.INVOKESTATIC
        && call.name.equals("valueOf")) {
      for (ResultForm form : values()) {
        Type wrapper = Type.getObjectType(form.wrapper);
        if (call.owner.equals(form.wrapper)
            && call.desc.equals(Type.getMethodDescriptor(wrapper, form.type()))) {
          return form;
        }
      }
    }
    return OBJECT;
  }

  /** Whether it is a number. */
  public boolean isUnboxed() {
    return this != OBJECT;
  }

  /** The type of the number; Object for an object. */
  public Type type() {
    return Type.getType(type);
  }

  /** The name of the runtime's method that boxes such a number. */
  public String boxing() {
    return "to" + wrapper.substring(wrapper.lastIndexOf('/') + 1);
  }

  /** What a body returns that has this form. */
  public String descriptor() {
    return isUnboxed() ? "J" : Abi.OBJECT_DESC;
  }
}
