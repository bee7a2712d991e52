package dev.weft.weaver.emit;

import dev.weft.weaver.plan.FrameField;
import dev.weft.weaver.plan.Kind;
import dev.weft.weaver.plan.ResultForm;
import dev.weft.weaver.plan.Spill;
import dev.weft.weaver.scan.Abi;
import dev.weft.weaver.scan.Boxes;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.IntInsnNode;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.LineNumberNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.TypeInsnNode;
import org.objectweb.asm.tree.VarInsnNode;

/** A list of instructions that grows at its end. */
final class Code {
  private final InsnList list = new InsnList();

  InsnList list() {
    return list;
  }

  Code add(AbstractInsnNode insn) {
    list.add(insn);
    return this;
  }

  Code add(Code code) {
    list.add(code.list);
    return this;
  }

  Code insn(int opcode) {
    return add(new InsnNode(opcode));
  }

  Code load(int slot) {
    return add(new VarInsnNode(Opcodes.ALOAD, slot));
  }

  Code store(int slot) {
    return add(new VarInsnNode(Opcodes.ASTORE, slot));
  }

  Code variable(int opcode, int slot) {
    return add(new VarInsnNode(opcode, slot));
  }

  Code jump(int opcode, LabelNode target) {
    return add(new JumpInsnNode(opcode, target));
  }

  Code line(int line) {
    if (line > 0) {
      LabelNode here = new LabelNode();
      add(here).add(new LineNumberNode(line, here));
    }
    return this;
  }

  Code call(int opcode, String owner, String name, String descriptor, boolean inInterface) {
    return add(new MethodInsnNode(opcode, owner, name, descriptor, inInterface));
  }

  Code callStatic(String owner, String name, String descriptor) {
    return call(Opcodes.INVOKESTATIC, owner, name, descriptor, false);
  }

  Code callVirtual(String owner, String name, String descriptor) {
    return call(Opcodes.INVOKEVIRTUAL, owner, name, descriptor, false);
  }

  Code pending() {
    return add(new FieldInsnNode(Opcodes.GETSTATIC, Abi.POLL, Abi.PENDING, Abi.POLL_DESC));
  }

  /** Returns what says that the body is suspended. */
  Code returnPending(ResultForm form) {
    return form.isUnboxed()
        ? add(new LdcInsnNode(Abi.SUSPENDED)).insn(Opcodes.LRETURN)
        : pending().insn(Opcodes.ARETURN);
  }

  /** Returns what is on the stack already in a body's form. */
  Code returnResult(ResultForm form) {
    return insn(form.isUnboxed() ? Opcodes.LRETURN : Opcodes.ARETURN);
  }

  /** From a body's form to an object. */
  Code boxResult(ResultForm form) {
    return form.isUnboxed() ? callStatic(Abi.UNBOXED, form.boxing(), Abi.BOX_DESC) : this;
  }

  Code put(String owner, FrameField field) {
    return add(new FieldInsnNode(Opcodes.PUTFIELD, owner, field.name(), field.descriptor()));
  }

  /** Reads a spilled value out of a frame; a reference is cast. */
  Code get(String frameClass, int frameSlot, Spill spill) {
    FrameField field = spill.field();
    load(frameSlot);
    add(new FieldInsnNode(Opcodes.GETFIELD, frameClass, field.name(), field.descriptor()));
    return cast(spill);
  }

  /** The same for the last time: a reference is cleared there. */
  Code take(String frameClass, int frameSlot, Spill spill) {
    if (spill.kind() != Kind.REFERENCE) {
      return get(frameClass, frameSlot, spill);
    }
    FrameField field = spill.field();
    load(frameSlot);
    callVirtual(frameClass, FrameClassEmitter.taking(field), "()" + field.descriptor());
    return cast(spill);
  }

  private Code cast(Spill spill) {
    return spill.needsCast()
        ? add(new TypeInsnNode(Opcodes.CHECKCAST, spill.value().getType().getInternalName()))
        : this;
  }

  Code push(int value) {
    if (value >= -1 && value <= 5) {
      return insn(Opcodes.ICONST_0 + value);
    } else if (value >= Byte.MIN_VALUE && value <= Byte.MAX_VALUE) {
      return add(new IntInsnNode(Opcodes.BIPUSH, value));
    } else if (value >= Short.MIN_VALUE && value <= Short.MAX_VALUE) {
      return add(new IntInsnNode(Opcodes.SIPUSH, value));
    }
    return add(new LdcInsnNode(value));
  }

  /** Takes a value of a type out of its box. */
  Code unbox(Type type) {
    list.add(Boxes.unbox(type));
    return this;
  }

  /** Boxes the value on the stack, which is of a method's return type. */
  Code box(Type type) {
    list.add(Boxes.box(type));
    return this;
  }
}
