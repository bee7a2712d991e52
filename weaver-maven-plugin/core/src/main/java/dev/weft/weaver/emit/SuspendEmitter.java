package dev.weft.weaver.emit;

import dev.weft.weaver.plan.Kind;
import dev.weft.weaver.plan.Operand;
import dev.weft.weaver.plan.Spill;
import dev.weft.weaver.plan.StateMachinePlan;
import dev.weft.weaver.plan.SuspendPoint;
import dev.weft.weaver.scan.Abi;
import java.util.List;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.FrameNode;

/**
 * Writes the way out at an await: the values that are needed later go into the frame, and the body
 * returns. No try block may cover it.
 */
final class SuspendEmitter {
  private final StateMachinePlan plan;
  private final Slots slots;
  private final String frameClass;
  private final WaysOut waysOut;

  SuspendEmitter(StateMachinePlan plan, Slots slots) {
    this.plan = plan;
    this.slots = slots;
    frameClass = plan.method().frameClass();
    waysOut = WaysOut.of(plan);
  }

  /** The stack map frame at an await without its future and its result. */
  FrameNode atAwait(SuspendPoint point) {
    return slots.stackMap(point.frame(), Slots.stack(point.frame(), 1));
  }

  /** The stack map frame at an await with a value of some type in place of its future. */
  FrameNode stackMap(SuspendPoint point, Object type) {
    List<Object> stack = Slots.stack(point.frame(), 1);
    stack.add(type);
    return slots.stackMap(point.frame(), stack);
  }

  /** The way out of one await, with the values below its future on the stack. */
  Code suspend(SuspendPoint point) {
    Code code = new Code();
    WaysOut.WayOut way = waysOut.of(point);
    if (way != null) {
      return leave(code, way, point.locals(), point.state());
    }
    link(code, point.state());
    spillStack(code, point);
    spillLocals(code, point.locals());
    return code.returnPending(plan.result());
  }

  /** The way out of a body that must not run on this Java stack any more. */
  Code postpone() {
    Code code = new Code();
    WaysOut.WayOut way = waysOut.postponed();
    if (way != null) {
      return leave(code, way, plan.arguments(), Abi.START);
    }
    link(code, Abi.START);
    spillLocals(code, plan.arguments());
    return code.returnPending(plan.result());
  }

  /** How many slots of the stack a way out takes at most for what it hands on. */
  int mostSlots() {
    return waysOut.mostSlots();
  }

  private Code leave(Code code, WaysOut.WayOut way, List<Spill> locals, int state) {
    for (Spill local : waysOut.inOrder(locals)) {
      code.variable(local.kind().load(), slots.moved(local.position()));
    }
    pushPlace(code, state);
    return code.callStatic(frameClass, way.name(), waysOut.descriptor(way))
        .returnResult(plan.result());
  }

  private void pushPlace(Code code, int state) {
    code.load(slots.frame());
    if (!plan.method().isStatic()) {
      code.load(0);
    }
    code.load(slots.strand()).push(state);
  }

  // Where there are more values than a method can take, they are put into the frame here.

  private void link(Code code, int state) {
    pushPlace(code, state);
    code.callStatic(frameClass, FrameClassEmitter.AT, FrameClassEmitter.atDescriptor(plan))
        .store(slots.frame());
  }

  private void spillStack(Code code, SuspendPoint point) {
    for (int i = point.stack().size() - 1; i >= 0; i--) {
      Operand operand = point.stack().get(i);
      if (operand instanceof Operand.Kept kept) {
        spillTop(code, kept.spill());
      } else {
        code.insn(operand.kind().size() == 2 ? Opcodes.POP2 : Opcodes.POP);
      }
    }
  }

  private void spillTop(Code code, Spill spill) {
    code.load(slots.frame());
    if (spill.kind().size() == 2) {
      code.insn(Opcodes.DUP_X2).insn(Opcodes.POP);
    } else {
      code.insn(Opcodes.SWAP);
    }
    code.put(frameClass, spill.field());
  }

  private void spillLocals(Code code, List<Spill> locals) {
    for (Spill spill : locals) {
      Kind kind = spill.kind();
      code.load(slots.frame())
          .variable(kind.load(), slots.moved(spill.position()))
          .put(frameClass, spill.field());
    }
  }
}
