package dev.weft.weaver.emit;

import dev.weft.weaver.analyse.SamCall;
import dev.weft.weaver.analyse.StackMaps;
import dev.weft.weaver.plan.DirectCall;
import dev.weft.weaver.plan.ResultForm;
import dev.weft.weaver.plan.StateMachinePlan;
import dev.weft.weaver.plan.SuspendPoint;
import dev.weft.weaver.scan.Abi;
import dev.weft.weaver.scan.Boxes;
import dev.weft.weaver.scan.Instructions;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.analysis.BasicValue;

/**
 * Writes what stands at an await: what asks for the result, the way out if there is none yet, and
 * the place where a resumed body takes it.
 *
 * <p>Where the source takes a number out of its box at once, this is done before the two ways of
 * getting it meet: HotSpot then leaves out the box of one that was made on the spot. A body that
 * gives its result as a number is called so anyway; in a loop another future is asked in two steps,
 * as the budget's way out would be a third way otherwise.
 */
final class AwaitEmitter {
  private final StateMachinePlan plan;
  private final MethodNode node;
  private final Slots slots;
  private final SuspendEmitter suspends;
  private final TryRanges tryRanges;
  private final Arrivals arrivals;

  AwaitEmitter(
      StateMachinePlan plan,
      Slots slots,
      SuspendEmitter suspends,
      TryRanges tryRanges,
      Arrivals arrivals) {
    this.plan = plan;
    node = plan.method().node();
    this.slots = slots;
    this.suspends = suspends;
    this.tryRanges = tryRanges;
    this.arrivals = arrivals;
  }

  void emit(SuspendPoint point) {
    if (point.direct() != null) {
      ResultForm form = plan.resultOf(point.direct());
      replace(point.direct().insn(), BodyCalls.direct(point.direct(), plan, slots));
      if (form.isUnboxed()) {
        emitNumber(point, form.type());
      } else {
        emitObject(point, new Code());
      }
      return;
    }
    Type unboxed = point.header() == null ? null : unboxedBehind(point.await());
    if (unboxed != null) {
      emitUnboxed(point, unboxed);
    } else {
      emitObject(point, future(slots, Abi.STRAND_AWAIT));
    }
  }

  /** Where control never comes, the types have to be right, and nothing else. */
  void emitUnreached(MethodInsnNode await) {
    if (Instructions.straightBefore(await) instanceof SamCall call) {
      replace(call, BodyCalls.direct(new DirectCall(call, Abi.FRAME), plan, slots));
      node.instructions.remove(await);
    } else {
      replace(await, new Code().insn(Opcodes.POP).insn(Opcodes.ACONST_NULL));
    }
  }

  /** Awaits the future on the stack by a method of the strand. */
  static Code future(Slots slots, String method) {
    return new Code()
        .load(slots.strand())
        .variable(Opcodes.ILOAD, slots.depth())
        .callStatic(Abi.STRAND, method, Abi.STRAND_AWAIT_DESC);
  }

  private void emitObject(SuspendPoint point, Code asked) {
    LabelNode out = new LabelNode();
    LabelNode after = new LabelNode();
    Code code = asked.insn(Opcodes.DUP).pending().jump(Opcodes.IF_ACMPNE, after);
    code.add(out).insn(Opcodes.POP).add(suspends.suspend(point));
    takeUp(code, point, out);
    code.add(after).add(suspends.stackMap(point, Abi.OBJECT));
    replace(point.await(), code);
  }

  /** Of a body that gives a number: boxes it, unless the source unboxes it at once or drops it. */
  private void emitNumber(SuspendPoint point, Type type) {
    AbstractInsnNode next = Instructions.straightAfter(point.await());
    boolean boxes = next == null || next.getOpcode() != Opcodes.POP;
    if (type.equals(unboxedBehind(point.await()))) {
      removeUnboxing(point.await());
      boxes = false;
    }
    LabelNode out = new LabelNode();
    LabelNode answered = new LabelNode();
    Code code = new Code().insn(Opcodes.DUP2).insn(Opcodes.LCONST_0).insn(Opcodes.LCMP);
    code.jump(Opcodes.IFGE, answered);
    code.add(out).insn(Opcodes.POP2).add(suspends.suspend(point));
    takeUp(code, point, out).unbox(type).insn(Opcodes.I2L);
    code.add(answered).add(suspends.stackMap(point, Opcodes.LONG)).insn(Opcodes.L2I);
    replace(point.await(), boxes ? code.box(type) : code);
  }

  private void emitUnboxed(SuspendPoint point, Type type) {
    removeUnboxing(point.await());
    LabelNode out = new LabelNode();
    LabelNode answered = new LabelNode();
    LabelNode after = new LabelNode();
    Code code = new Code().insn(Opcodes.DUP).load(slots.strand());
    code.callStatic(Abi.STRAND, Abi.MAY_ASK, Abi.MAY_ASK_DESC).jump(Opcodes.IFEQ, out);
    code.add(future(slots, Abi.ASK));
    code.insn(Opcodes.DUP).pending().jump(Opcodes.IF_ACMPNE, answered);
    code.add(out).add(suspends.stackMap(point, Abi.OBJECT));
    code.insn(Opcodes.POP).add(suspends.suspend(point));
    takeUp(code, point, out).unbox(type).jump(Opcodes.GOTO, after);
    code.add(answered).add(suspends.stackMap(point, Abi.OBJECT)).unbox(type);
    code.add(after).add(suspends.stackMap(point, StackMaps.encode(new BasicValue(type))));
    replace(point.await(), code);
  }

  /** Where a resumed body takes the result; no try block covers the way out before it. */
  private Code takeUp(Code code, SuspendPoint point, LabelNode out) {
    LabelNode in = arrivals.at(point);
    tryRanges.exclude(out, in);
    code.add(in).add(suspends.atAwait(point)).load(slots.frame()).load(slots.strand());
    return code.callVirtual(Abi.FRAME, Abi.TAKE, Abi.TAKE_DESC);
  }

  private static @Nullable Type unboxedBehind(AbstractInsnNode await) {
    AbstractInsnNode cast = Instructions.straightAfter(await);
    AbstractInsnNode call = cast == null ? null : Instructions.straightAfter(cast);
    return cast == null || call == null ? null : Boxes.unboxed(cast, call);
  }

  private void removeUnboxing(AbstractInsnNode await) {
    node.instructions.remove(Instructions.nextReal(await));
    node.instructions.remove(Instructions.nextReal(await));
  }

  private void replace(AbstractInsnNode insn, Code code) {
    InsnList list = code.list();
    node.instructions.insert(insn, list);
    node.instructions.remove(insn);
  }
}
