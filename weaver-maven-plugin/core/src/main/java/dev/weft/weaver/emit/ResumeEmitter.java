package dev.weft.weaver.emit;

import dev.weft.weaver.analyse.StackMaps;
import dev.weft.weaver.plan.Kind;
import dev.weft.weaver.plan.LoopHeader;
import dev.weft.weaver.plan.Spill;
import dev.weft.weaver.plan.StateMachinePlan;
import dev.weft.weaver.plan.SuspendPoint;
import dev.weft.weaver.scan.Abi;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LookupSwitchInsnNode;
import org.objectweb.asm.tree.TableSwitchInsnNode;
import org.objectweb.asm.tree.analysis.BasicValue;
import org.objectweb.asm.tree.analysis.Frame;

/**
 * Writes the way back in. A resumed body never jumps into the middle of a loop: it goes to the gate
 * of the outermost loop around the await, from there to the next inner one, and so on, so that each
 * loop keeps its one entry. On the way locals hold zeros, as the stack map frames of the headers
 * want them to hold something; the values come from the frame at the end of the way.
 */
final class ResumeEmitter {
  private final StateMachinePlan plan;
  private final Slots slots;
  private final IdentityHashMap<LoopHeader, LoopGate> gates;
  private final Arrivals arrivals;
  private final String frameClass;

  /** All code of this class lies before the method's own, outside of every try block. */
  private final Code code = new Code();

  /**
   * A place from which the way goes on: the entry of the body, or a loop header.
   *
   * @param frame the types there
   * @param depth how many headers lie on the way to it
   */
  private record Crossing(Frame<BasicValue> frame, int depth) {}

  /**
   * An emitter for one body.
   *
   * @param gates where its loops are entered
   * @param arrivals where each await goes on once everything is restored
   */
  ResumeEmitter(
      StateMachinePlan plan,
      Slots slots,
      IdentityHashMap<LoopHeader, LoopGate> gates,
      Arrivals arrivals) {
    this.plan = plan;
    this.slots = slots;
    this.gates = gates;
    this.arrivals = arrivals;
    frameClass = plan.method().frameClass();
  }

  /**
   * Writes everything from the test of the frame's state to the await's own place.
   *
   * @param entry where a body that has a frame goes
   * @param start where it goes to run from the beginning
   */
  Code emit(LabelNode entry, LabelNode start) {
    Crossing root = new Crossing(plan.entry(), 0);
    code.add(entry).add(stackMap(root));
    code.load(slots.frame()).callVirtual(Abi.FRAME, Abi.STATE, Abi.STATE_DESC);
    code.insn(Opcodes.DUP).variable(Opcodes.ISTORE, slots.state());
    dispatchFromEntry(root, start);
    plan.headers().forEach(this::dispatchFromHeader);
    return code;
  }

  private void dispatchFromEntry(Crossing root, LabelNode start) {
    LabelNode restart = new LabelNode();
    LabelNode unknown = new LabelNode();
    IdentityHashMap<SuspendPoint, LabelNode> ways = labels(plan.points(), root);
    List<LabelNode> labels = new ArrayList<>(List.of(restart, unknown));
    plan.points().forEach(point -> labels.add(ways.get(point)));
    code.add(
        new TableSwitchInsnNode(
            Abi.START, plan.points().size(), unknown, labels.toArray(LabelNode[]::new)));
    code.add(restart).add(stackMap(root));
    forgetState();
    code.jump(Opcodes.GOTO, start);
    code.add(unknown).add(stackMap(root)).load(slots.frame());
    code.callStatic(Abi.FRAME, Abi.UNKNOWN_STATE, Abi.UNKNOWN_STATE_DESC).insn(Opcodes.ATHROW);
    goOn(plan.points(), root, ways);
  }

  private void dispatchFromHeader(LoopHeader header) {
    List<SuspendPoint> inside =
        plan.points().stream().filter(p -> p.headers().contains(header)).toList();
    Crossing here = new Crossing(header.frame(), inside.get(0).headers().indexOf(header) + 1);
    code.add(gate(header).dispatch()).add(stackMap(here));
    IdentityHashMap<SuspendPoint, LabelNode> ways = labels(inside, here);
    SuspendPoint last = inside.get(inside.size() - 1);
    List<SuspendPoint> others = inside.subList(0, inside.size() - 1);
    if (others.stream().anyMatch(point -> ways.get(point) != ways.get(last))) {
      code.variable(Opcodes.ILOAD, slots.state());
      code.add(
          new LookupSwitchInsnNode(
              ways.get(last),
              others.stream().mapToInt(SuspendPoint::state).toArray(),
              others.stream().map(ways::get).toArray(LabelNode[]::new)));
    }
    goOn(inside, here, ways);
  }

  private LoopGate gate(LoopHeader header) {
    return Objects.requireNonNull(gates.get(header));
  }

  /** The next crossing of a point's way, or null where the way ends. */
  private static @Nullable LoopHeader next(SuspendPoint point, Crossing here) {
    return here.depth < point.headers().size() ? point.headers().get(here.depth) : null;
  }

  /** A label for each point; points that go on to the same header share one. */
  private static IdentityHashMap<SuspendPoint, LabelNode> labels(
      List<SuspendPoint> points, Crossing here) {
    IdentityHashMap<LoopHeader, LabelNode> shared = new IdentityHashMap<>();
    IdentityHashMap<SuspendPoint, LabelNode> labels = new IdentityHashMap<>();
    for (SuspendPoint point : points) {
      LoopHeader next = next(point, here);
      labels.put(
          point,
          next == null ? new LabelNode() : shared.computeIfAbsent(next, header -> new LabelNode()));
    }
    return labels;
  }

  private void goOn(
      List<SuspendPoint> points, Crossing here, IdentityHashMap<SuspendPoint, LabelNode> ways) {
    List<LabelNode> written = new ArrayList<>();
    for (SuspendPoint point : points) {
      LabelNode way = Objects.requireNonNull(ways.get(point));
      LoopHeader next = next(point, here);
      if (next == null) {
        code.add(way).add(stackMap(here));
        arrive(point, here);
        code.jump(Opcodes.GOTO, arrivals.at(point));
      } else if (!written.contains(way)) {
        written.add(way);
        code.add(way).add(stackMap(here));
        enter(next, here);
      }
    }
  }

  private FrameNode stackMap(Crossing here) {
    return slots.stackMap(here.frame, Slots.stack(here.frame, 0));
  }

  /** Jumps to a loop header with anything of the right types in its locals and on the stack. */
  private void enter(LoopHeader header, Crossing from) {
    Frame<BasicValue> wanted = header.frame();
    for (int slot = 0; slot < wanted.getLocals(); slot++) {
      zero(slot, wanted.getLocal(slot), from.frame.getLocal(slot));
    }
    for (int i = from.frame.getStackSize(); i < wanted.getStackSize(); i++) {
      code.insn(Kind.of(wanted.getStack(i)).zero());
    }
    code.jump(Opcodes.GOTO, gate(header).entry());
  }

  /** Restores what an await kept; what it didn't keep but javac's frames name becomes zero. */
  private void arrive(SuspendPoint point, Crossing from) {
    forgetState();
    for (int i = from.frame.getStackSize() - 1; i >= 0; i--) {
      code.insn(from.frame.getStack(i).getSize() == 2 ? Opcodes.POP2 : Opcodes.POP);
    }
    for (int slot = 0; slot < point.frame().getLocals(); slot++) {
      int wanted = slot;
      if (point.locals().stream().noneMatch(spill -> spill.position() == wanted)) {
        zero(slot, point.frame().getLocal(slot), from.frame.getLocal(slot));
      }
    }
    restore(point.locals());
    restoreStack(point);
  }

  private void zero(int slot, BasicValue wanted, BasicValue present) {
    if (!StackMaps.isTop(wanted) && !wanted.equals(present)) {
      Kind kind = Kind.of(wanted);
      code.insn(kind.zero()).variable(kind.store(), slots.moved(slot));
    }
  }

  private void forgetState() {
    code.insn(Opcodes.ICONST_0).variable(Opcodes.ISTORE, slots.state());
  }

  private void restore(List<Spill> locals) {
    for (Spill spill : locals) {
      code.take(frameClass, slots.frame(), spill);
      code.variable(spill.kind().store(), slots.moved(spill.position()));
    }
  }

  private void restoreStack(SuspendPoint point) {
    int next = 0;
    for (int i = 0; i < point.stackBelow(); i++) {
      if (StackMaps.NULL.equals(point.frame().getStack(i).getType())) {
        code.insn(Opcodes.ACONST_NULL);
      } else {
        code.take(frameClass, slots.frame(), point.stack().get(next++));
      }
    }
  }
}
