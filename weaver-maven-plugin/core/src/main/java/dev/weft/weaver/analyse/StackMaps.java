package dev.weft.weaver.analyse;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.TypeInsnNode;
import org.objectweb.asm.tree.analysis.BasicValue;
import org.objectweb.asm.tree.analysis.Frame;

/** Translates between stack map frames of the class file and frames of the analysis. */
public final class StackMaps {
  /** The type of null, as ASM's interpreters name it. */
  public static final Type NULL = Type.getObjectType("null");

  private StackMaps() {}

  /** The stack map frame at the start of an instance method. */
  public static FrameNode entry(String owner, String descriptor) {
    List<Object> locals = new ArrayList<>(List.of(owner));
    for (Type argument : Type.getArgumentTypes(descriptor)) {
      locals.add(encode(new BasicValue(argument)));
    }
    return new FrameNode(Opcodes.F_NEW, locals.size(), locals.toArray(), 0, new Object[0]);
  }

  /** What a stack map frame (in expanded form) says. */
  public static Frame<BasicValue> decode(FrameNode node, int maxLocals, int maxStack) {
    Frame<BasicValue> frame = new Frame<>(maxLocals, maxStack);
    decode(node, frame);
    return frame;
  }

  /** The same, with no more room than it takes. */
  public static Frame<BasicValue> decode(FrameNode node) {
    int wide = 0;
    for (Object entry : orEmpty(node.local)) {
      wide += entry.equals(Opcodes.LONG) || entry.equals(Opcodes.DOUBLE) ? 1 : 0;
    }
    return decode(node, orEmpty(node.local).size() + wide, orEmpty(node.stack).size());
  }

  /** Makes a frame what a stack map frame says. */
  static void decode(FrameNode node, Frame<BasicValue> frame) {
    int slot = 0;
    for (Object entry : orEmpty(node.local)) {
      BasicValue value = value(entry);
      frame.setLocal(slot++, value);
      if (value.getSize() == 2) {
        frame.setLocal(slot++, BasicValue.UNINITIALIZED_VALUE);
      }
    }
    while (slot < frame.getLocals()) {
      frame.setLocal(slot++, BasicValue.UNINITIALIZED_VALUE);
    }
    frame.clearStack();
    for (Object entry : orEmpty(node.stack)) {
      frame.push(value(entry));
    }
  }

  private static List<Object> orEmpty(@Nullable List<Object> entries) {
    return entries == null ? List.of() : entries;
  }

  private static BasicValue value(Object entry) {
    if (entry instanceof String name) {
      return Origin.of(Type.getObjectType(name));
    }
    if (entry instanceof LabelNode label) {
      AbstractInsnNode origin = origin(label);
      return new Uninitialised(Type.getObjectType(((TypeInsnNode) origin).desc), origin);
    }
    if (entry.equals(Opcodes.INTEGER)) {
      return Origin.of(Type.INT_TYPE);
    } else if (entry.equals(Opcodes.FLOAT)) {
      return Origin.of(Type.FLOAT_TYPE);
    } else if (entry.equals(Opcodes.LONG)) {
      return Origin.of(Type.LONG_TYPE);
    } else if (entry.equals(Opcodes.DOUBLE)) {
      return Origin.of(Type.DOUBLE_TYPE);
    } else if (entry.equals(Opcodes.NULL)) {
      return Origin.of(NULL);
    }
    return BasicValue.UNINITIALIZED_VALUE;
  }

  /** The {@code NEW} that a label in a stack map frame stands for. */
  static AbstractInsnNode origin(LabelNode label) {
    AbstractInsnNode insn = label;
    while (insn.getOpcode() != Opcodes.NEW) {
      insn = insn.getNext();
    }
    return insn;
  }

  /** The stack map frame that says what a frame does, for a place in some code. */
  public static FrameNode encode(Frame<BasicValue> frame, InsnList insns) {
    List<Object> locals = new ArrayList<>();
    for (int slot = 0; slot < frame.getLocals(); slot += frame.getLocal(slot).getSize()) {
      locals.add(encode(frame.getLocal(slot), insns));
    }
    List<Object> stack = new ArrayList<>();
    for (int i = 0; i < frame.getStackSize(); i++) {
      stack.add(encode(frame.getStack(i), insns));
    }
    return node(locals, stack);
  }

  /** An object under construction is written as a label before the {@code NEW} that made it. */
  private static Object encode(BasicValue value, InsnList insns) {
    if (!(value instanceof Uninitialised built)) {
      return encode(value);
    }
    LabelNode label = new LabelNode();
    insns.insertBefore(built.origin, label);
    return label;
  }

  /** A stack map frame with the locals that hold nothing left out at the end. */
  public static FrameNode node(List<Object> locals, List<Object> stack) {
    int count = locals.size();
    while (count > 0 && locals.get(count - 1).equals(Opcodes.TOP)) {
      count--;
    }
    return new FrameNode(Opcodes.F_NEW, count, locals.toArray(), stack.size(), stack.toArray());
  }

  /** How a stack map frame writes a value; for a value that is initialised. */
  public static Object encode(BasicValue value) {
    Type type = value.getType();
    if (type == null) {
      return Opcodes.TOP;
    }
    return switch (type.getSort()) {
      case Type.LONG -> Opcodes.LONG;
      case Type.DOUBLE -> Opcodes.DOUBLE;
      case Type.FLOAT -> Opcodes.FLOAT;
      case Type.OBJECT, Type.ARRAY -> type.equals(NULL) ? Opcodes.NULL : type.getInternalName();
      default -> Opcodes.INTEGER;
    };
  }

  /** Whether a value is a reference, null included. */
  public static boolean isReference(BasicValue value) {
    return value.isReference();
  }

  /** Whether a local holds nothing, or is the second half of a long or double. */
  public static boolean isTop(BasicValue value) {
    return value.getType() == null;
  }
}
