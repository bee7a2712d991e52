package dev.weft.weaver.emit;

import dev.weft.weaver.plan.DirectCall;
import dev.weft.weaver.plan.LoopHeader;
import dev.weft.weaver.plan.StateMachinePlan;
import dev.weft.weaver.plan.Tail;
import dev.weft.weaver.scan.Abi;
import dev.weft.weaver.scan.Instructions;
import dev.weft.weaver.scan.ReturnKind;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.IincInsnNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * Rewrites a method into the body of its state machine, in place.
 *
 * <p>The code of the source keeps its order. Before it, where no line of the source has begun yet,
 * stands the way in: a debugger neither stops there nor counts a line twice. What is added at an
 * await stands at the await, on its line, so that a step goes past it: the call, the way out, and
 * the place where a resumed body takes the result.
 */
final class BodyEmitter {
  /** Stack values that woven code has at most above those of the source and what it keeps. */
  private static final int ROOM = 8;

  private final StateMachinePlan plan;
  private final MethodNode node;
  private final Slots slots;
  private final SuspendEmitter suspends;
  private final TryRanges tryRanges;
  private final Arrivals arrivals;

  BodyEmitter(StateMachinePlan plan) {
    this.plan = plan;
    node = plan.method().node();
    slots = new Slots(plan);
    suspends = new SuspendEmitter(plan, slots);
    tryRanges = new TryRanges(node);
    arrivals = new Arrivals(plan.points());
  }

  void emit() {
    VariableTable variables = VariableTable.mark(plan, slots, arrivals);
    moveLocals();
    IdentityHashMap<LoopHeader, LoopGate> gates = LoopGate.open(plan, slots, tryRanges);
    AwaitEmitter awaits = new AwaitEmitter(plan, slots, suspends, tryRanges, arrivals);
    plan.points().forEach(awaits::emit);
    plan.unreached().forEach(awaits::emitUnreached);
    plan.tails().forEach(this::emitReturn);
    LabelNode start = new LabelNode();
    LabelNode resume = new LabelNode();
    emitWayIn(start, resume, gates);
    tryRanges.cut();
    variables.write(start, resume);
    separateFrames();
    emitHeader();
  }

  private boolean suspendsDeep() {
    return !plan.points().isEmpty() || !plan.tails().isEmpty();
  }

  private void moveLocals() {
    for (AbstractInsnNode insn : node.instructions) {
      if (insn instanceof VarInsnNode access) {
        access.var = slots.moved(access.var);
      } else if (insn instanceof IincInsnNode increment) {
        increment.var = slots.moved(increment.var);
      } else if (insn instanceof FrameNode frame) {
        FrameNode moved = slots.stackMap(orEmpty(frame.local), orEmpty(frame.stack));
        frame.local = moved.local;
        frame.stack = moved.stack;
      }
    }
  }

  private static List<Object> orEmpty(List<Object> entries) {
    return entries == null ? List.of() : entries;
  }

  private void emitWayIn(
      LabelNode start, LabelNode resume, IdentityHashMap<LoopHeader, LoopGate> gates) {
    LabelNode source = new LabelNode();
    Code code = new Code().add(start);
    code.load(slots.strand()).callVirtual(Abi.STRAND, Abi.DEPTH, Abi.DEPTH_DESC);
    code.variable(Opcodes.ISTORE, slots.depth());
    code.insn(Opcodes.ICONST_0).variable(Opcodes.ISTORE, slots.state()).load(slots.frame());
    if (suspendsDeep()) {
      code.jump(Opcodes.IFNONNULL, resume).variable(Opcodes.ILOAD, slots.depth());
      code.callStatic(Abi.STRAND, Abi.IS_TOO_DEEP, Abi.IS_TOO_DEEP_DESC);
      code.jump(Opcodes.IFEQ, source).add(suspends.postpone());
    } else {
      code.jump(Opcodes.IFNULL, source);
    }
    code.add(new ResumeEmitter(plan, slots, gates, arrivals).emit(resume, source));
    code.add(source).add(slots.stackMap(plan.entry(), List.of()));
    node.instructions.insert(code.list());
  }

  private void emitReturn(Tail tail) {
    if (tail instanceof Tail.ReadyValue ready) {
      emitReady(ready);
    } else if (tail instanceof Tail.ReadyVoid ready) {
      replace(ready.call(), new Code().insn(Opcodes.ACONST_NULL));
    } else if (tail instanceof Tail.CallBody body) {
      emitCallBody(body.call());
    } else if (tail instanceof Tail.Value value) {
      Type type = Type.getReturnType(plan.method().descriptor());
      replace(value.insn(), new Code().box(type).insn(Opcodes.ARETURN));
    } else if (tail instanceof Tail.AwaitFuture future) {
      emitAwaitTail(future);
    }
  }

  private void emitReady(Tail.ReadyValue ready) {
    if (plan.result().isUnboxed()) {
      node.instructions.remove(Instructions.straightBefore(ready.call()));
      returnNumber(ready.call());
      Code number = new Code().insn(Opcodes.I2L).add(new LdcInsnNode(Abi.NUMBER));
      replace(ready.call(), number.insn(Opcodes.LAND));
    } else {
      node.instructions.remove(ready.call());
    }
  }

  private void emitCallBody(DirectCall call) {
    Code code = BodyCalls.direct(call, plan, slots);
    if (plan.result().isUnboxed()) {
      returnNumber(call.insn());
    } else {
      code.boxResult(plan.resultOf(call));
    }
    replace(call.insn(), code);
  }

  /** Has the return behind an instruction return a number. */
  private void returnNumber(AbstractInsnNode last) {
    AbstractInsnNode end = Objects.requireNonNull(Instructions.nextReal(last));
    node.instructions.set(end, new InsnNode(Opcodes.LRETURN));
  }

  private void emitAwaitTail(Tail.AwaitFuture future) {
    LabelNode from = new LabelNode();
    LabelNode to = new LabelNode();
    Code code = new Code().add(from);
    if (plan.method().returns() == ReturnKind.STAGE) {
      code.callStatic(Abi.WEFT, Abi.FROM, Abi.FROM_DESC);
    }
    code.add(AwaitEmitter.future(slots, Abi.STRAND_AWAIT_TAIL)).insn(Opcodes.ARETURN).add(to);
    replace(future.insn(), code);
    tryRanges.exclude(from, to);
  }

  private void replace(AbstractInsnNode insn, Code code) {
    InsnList list = code.list();
    node.instructions.insert(insn, list);
    node.instructions.remove(insn);
  }

  /** Puts a NOP between two stack map frames that would be at one offset. */
  private void separateFrames() {
    AbstractInsnNode open = null;
    for (AbstractInsnNode insn : node.instructions.toArray()) {
      if (insn instanceof FrameNode) {
        if (open != null) {
          node.instructions.insert(open, new InsnNode(Opcodes.NOP));
        }
        open = insn;
      } else if (insn.getOpcode() >= 0) {
        open = null;
      }
    }
  }

  private void emitHeader() {
    node.maxLocals += Slots.ADDED;
    node.maxStack += ROOM + suspends.mostSlots();
    node.access &= Opcodes.ACC_STATIC | Opcodes.ACC_STRICT | Opcodes.ACC_SYNTHETIC;
    if (BodyCalls.isPrivate(plan)) {
      node.access |= Opcodes.ACC_PRIVATE;
    }
    node.desc = plan.bodyDescriptor();
    node.signature = null;
    node.exceptions = List.of();
    node.parameters = null;
    node.annotationDefault = null;
    node.visibleAnnotations = null;
    node.invisibleAnnotations = null;
    node.visibleTypeAnnotations = null;
    node.invisibleTypeAnnotations = null;
    node.visibleParameterAnnotations = null;
    node.invisibleParameterAnnotations = null;
    node.visibleAnnotableParameterCount = 0;
    node.invisibleAnnotableParameterCount = 0;
  }
}
