package dev.weft.weaver.emit;

import dev.weft.weaver.plan.DirectCall;
import dev.weft.weaver.plan.StateMachinePlan;
import dev.weft.weaver.plan.SuspendPoint;
import dev.weft.weaver.plan.Tail;
import dev.weft.weaver.scan.Abi;
import dev.weft.weaver.scan.ReturnKind;
import dev.weft.weaver.scan.Role;
import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.IincInsnNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LocalVariableNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TryCatchBlockNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * Rewrites a method into the body of its state machine, in place.
 *
 * <p>The code of the source keeps its order and gains, at each await, a call, a compare and a
 * branch. All else lies behind it: the ways out, the ways back in, and the awaits of returned
 * futures. So the path that doesn't suspend stays short and within its try blocks; the point where
 * a resumed body takes its result lies elsewhere and gets try blocks of its own, each next to the
 * one it repeats.
 */
final class BodyEmitter {
  private final StateMachinePlan plan;
  private final MethodNode node;
  private final Slots slots;
  private final SuspendEmitter suspends;
  private final List<Code> behind = new ArrayList<>();
  private final List<LabelNode> afterAwait = new ArrayList<>();

  BodyEmitter(StateMachinePlan plan) {
    this.plan = plan;
    node = plan.method().node();
    slots = new Slots(plan);
    suspends = new SuspendEmitter(plan, slots);
  }

  void emit() {
    moveLocals();
    plan.points().forEach(this::emitAwait);
    emitReturns();
    LabelNode resume = new LabelNode();
    LabelNode start = new LabelNode();
    LabelNode deep = new LabelNode();
    emitPrologue(resume, start, deep);
    behind.add(new ResumeEmitter(plan, slots).emit(resume, start, this::emitTake));
    if (suspendsDeep()) {
      behind.add(suspends.postpone(deep));
    }
    behind.forEach(code -> node.instructions.add(code.list()));
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
    if (node.localVariables != null) {
      for (LocalVariableNode variable : node.localVariables) {
        variable.index = slots.moved(variable.index);
      }
    }
    node.visibleLocalVariableAnnotations = null;
    node.invisibleLocalVariableAnnotations = null;
  }

  private static List<Object> orEmpty(List<Object> entries) {
    return entries == null ? List.of() : entries;
  }

  private void emitPrologue(LabelNode resume, LabelNode start, LabelNode deep) {
    Code code = new Code();
    code.load(slots.strand()).callVirtual(Abi.STRAND, Abi.DEPTH, Abi.DEPTH_DESC);
    code.variable(Opcodes.ISTORE, slots.depth());
    code.insn(Opcodes.ICONST_0).variable(Opcodes.ISTORE, slots.state());
    code.load(slots.frame()).jump(Opcodes.IFNONNULL, resume);
    if (suspendsDeep()) {
      code.variable(Opcodes.ILOAD, slots.depth());
      code.callStatic(Abi.STRAND, Abi.IS_TOO_DEEP, Abi.IS_TOO_DEEP_DESC);
      code.jump(Opcodes.IFNE, deep);
    }
    code.add(start).add(slots.stackMap(plan.entry(), List.of()));
    node.instructions.insert(code.list());
  }

  private void emitAwait(SuspendPoint point) {
    LabelNode suspend = new LabelNode();
    LabelNode after = new LabelNode();
    DirectCall direct = point.direct();
    Code code =
        direct == null
            ? new Code()
                .load(slots.strand())
                .variable(Opcodes.ILOAD, slots.depth())
                .callStatic(Abi.STRAND, Abi.STRAND_AWAIT, Abi.STRAND_AWAIT_DESC)
            : BodyCalls.direct(direct, plan, slots);
    code.insn(Opcodes.DUP).pending().jump(Opcodes.IF_ACMPEQ, suspend);
    code.add(after).add(suspends.afterAwait(point));
    if (direct != null) {
      node.instructions.remove(direct.insn());
    }
    replace(point.await(), code);
    afterAwait.add(after);
    behind.add(suspends.suspend(point, suspend));
  }

  /** Takes the result of an await, under copies of the try blocks around it, and goes on there. */
  private Code emitTake(SuspendPoint point) {
    LabelNode from = new LabelNode();
    LabelNode to = new LabelNode();
    for (TryCatchBlockNode block : point.handlers()) {
      int place = node.tryCatchBlocks.indexOf(block) + 1;
      node.tryCatchBlocks.add(place, new TryCatchBlockNode(from, to, block.handler, block.type));
    }
    return new Code()
        .add(from)
        .load(slots.strand())
        .callVirtual(Abi.STRAND, Abi.TAKE, Abi.TAKE_DESC)
        .add(to)
        .jump(Opcodes.GOTO, afterAwait.get(point.state() - 1));
  }

  private void emitReturns() {
    LabelNode await = new LabelNode();
    plan.tails().forEach(tail -> emitReturn(tail, await));
    if (plan.tails().stream().anyMatch(Tail.AwaitFuture.class::isInstance)) {
      behind.add(awaitTail(await));
    }
  }

  private void emitReturn(Tail tail, LabelNode await) {
    if (tail instanceof Tail.ReadyValue ready) {
      node.instructions.remove(ready.call());
    } else if (tail instanceof Tail.ReadyVoid ready) {
      replace(ready.call(), new Code().insn(Opcodes.ACONST_NULL));
    } else if (tail instanceof Tail.CallBody body) {
      replace(body.call().insn(), BodyCalls.direct(body.call(), plan, slots));
    } else if (tail instanceof Tail.Value value) {
      Type type = Type.getReturnType(plan.method().descriptor());
      replace(value.insn(), new Code().box(type).insn(Opcodes.ARETURN));
    } else if (tail instanceof Tail.AwaitFuture future) {
      replace(future.insn(), new Code().jump(Opcodes.GOTO, await));
    }
  }

  private Code awaitTail(LabelNode entry) {
    boolean stage = plan.method().returns() == ReturnKind.STAGE;
    Code code = new Code().add(entry);
    code.add(slots.stackMapWithoutLocals(List.of(stage ? Abi.STAGE : Abi.FUTURE)));
    if (stage) {
      code.callStatic(Abi.WEFT, Abi.FROM, Abi.FROM_DESC);
    }
    return code.load(slots.strand())
        .variable(Opcodes.ILOAD, slots.depth())
        .callStatic(Abi.STRAND, Abi.STRAND_AWAIT_TAIL, Abi.STRAND_AWAIT_DESC)
        .insn(Opcodes.ARETURN);
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
    boolean lambda = plan.method().role() == Role.LAMBDA;
    int kept = Opcodes.ACC_STATIC | Opcodes.ACC_STRICT | (lambda ? Opcodes.ACC_SYNTHETIC : 0);
    node.access &= kept;
    if (plan.inInterface()) {
      node.access |= Opcodes.ACC_PRIVATE;
    } else if (!plan.method().isStatic()) {
      node.access |= Opcodes.ACC_FINAL;
    }
    node.desc = plan.method().bodyDescriptor();
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
