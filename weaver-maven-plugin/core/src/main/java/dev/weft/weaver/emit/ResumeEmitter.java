package dev.weft.weaver.emit;

import dev.weft.weaver.analyse.StackMaps;
import dev.weft.weaver.plan.Kind;
import dev.weft.weaver.plan.LoopHeader;
import dev.weft.weaver.plan.Operand;
import dev.weft.weaver.plan.Spill;
import dev.weft.weaver.plan.StateMachinePlan;
import dev.weft.weaver.plan.SuspendPoint;
import dev.weft.weaver.scan.Abi;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
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

  /** Where the awaits' own parts of the way begin, by state. */
  private final LabelNode[] lastParts;

  private final AlikeAwaits alike;

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
    alike = new AlikeAwaits(slots);
    lastParts = new LabelNode[plan.points().size() + 1];
  }

  /**
   * Writes everything from the test of the frame's state to the await's own place.
   *
   * @param entry where a body that has a frame goes
   * @param start where it goes to run from the beginning
   */
  Code emit(LabelNode entry, LabelNode start) {
    List<Crossing> crossings = Crossing.of(plan);
    crossings.forEach(this::labelLastParts);
    Crossing root = crossings.get(0);
    code.add(entry).add(stackMap(root));
    pushState(root);
    dispatchFromEntry(root, start);
    goOn(root);
    for (Crossing here : crossings.subList(1, crossings.size())) {
      dispatchFromHeader(here);
      goOn(here);
    }
    return code;
  }

  private void labelLastParts(Crossing crossing) {
    for (List<SuspendPoint> group : alike.groups(crossing.points())) {
      LabelNode label = new LabelNode();
      group.forEach(point -> lastParts[point.state()] = label);
    }
  }

  /** The state is a local only within loops, whose headers want to know whether there is one. */
  private void pushState(Crossing here) {
    if (here.isEntry()) {
      code.load(slots.frame()).callVirtual(Abi.FRAME, Abi.STATE, Abi.STATE_DESC);
    } else {
      code.variable(Opcodes.ILOAD, slots.state());
    }
  }

  private void dispatchFromEntry(Crossing root, LabelNode start) {
    LabelNode unknown = new LabelNode();
    List<LabelNode> labels = new ArrayList<>(List.of(start, unknown));
    labels.addAll(ways(root, null).values());
    code.add(
        new TableSwitchInsnNode(
            Abi.START, plan.points().size(), unknown, labels.toArray(LabelNode[]::new)));
    code.add(unknown).add(stackMap(root)).load(slots.frame());
    code.callStatic(Abi.FRAME, Abi.UNKNOWN_STATE, Abi.UNKNOWN_STATE_DESC).insn(Opcodes.ATHROW);
  }

  /** Each state with the way that it takes from here, in order; those of one crossing left out. */
  private SortedMap<Integer, LabelNode> ways(Crossing here, @Nullable Crossing without) {
    SortedMap<Integer, LabelNode> ways = new TreeMap<>();
    here.points().forEach(point -> ways.put(point.state(), lastParts[point.state()]));
    for (Crossing next : here.inner()) {
      List<Integer> states = new ArrayList<>();
      if (next != without) {
        next.addStates(states);
      }
      states.forEach(state -> ways.put(state, next.way()));
    }
    return ways;
  }

  /**
   * Most states go where nothing is compared. So what is written for loops within loops grows with
   * their number, and not with the awaits in each of them.
   */
  private void dispatchFromHeader(Crossing here) {
    Crossing largest =
        here.inner().stream().max(Comparator.comparingInt(Crossing::count)).orElse(null);
    SortedMap<Integer, LabelNode> ways = ways(here, largest);
    LabelNode other = largest == null ? removeLast(ways) : largest.way();
    ways.values().removeIf(label -> label == other);
    code.add(gate(here).dispatch()).add(stackMap(here));
    if (!ways.isEmpty()) {
      pushState(here);
      choose(ways, other);
    }
  }

  /** Goes where the state on the stack leads to. */
  private void choose(SortedMap<Integer, LabelNode> ways, LabelNode other) {
    int first = ways.firstKey();
    int last = ways.lastKey();
    if (last - first < 2 * ways.size()) {
      LabelNode[] labels = new LabelNode[last - first + 1];
      Arrays.setAll(labels, i -> ways.getOrDefault(first + i, other));
      code.add(new TableSwitchInsnNode(first, last, other, labels));
    } else {
      code.add(
          new LookupSwitchInsnNode(
              other,
              ways.keySet().stream().mapToInt(Integer::intValue).toArray(),
              ways.values().toArray(LabelNode[]::new)));
    }
  }

  private LoopGate gate(Crossing crossing) {
    return Objects.requireNonNull(gates.get(crossing.header()));
  }

  private static LabelNode removeLast(SortedMap<Integer, LabelNode> ways) {
    return Objects.requireNonNull(ways.remove(ways.lastKey()));
  }

  private void goOn(Crossing here) {
    for (List<SuspendPoint> group : alike.groups(here.points())) {
      SuspendPoint first = group.get(0);
      code.add(lastParts[first.state()]).add(stackMap(here));
      arrive(first, here);
      part(group, here);
    }
    for (Crossing next : here.inner()) {
      code.add(next.way()).add(stackMap(here));
      enter(next, here);
    }
  }

  /** Goes to the awaits for which all is restored. */
  private void part(List<SuspendPoint> group, Crossing here) {
    SortedMap<Integer, LabelNode> ways = new TreeMap<>();
    group.forEach(point -> ways.put(point.state(), arrivals.at(point)));
    LabelNode last = removeLast(ways);
    if (!ways.isEmpty()) {
      pushState(here);
    }
    forgetState(here);
    if (ways.isEmpty()) {
      code.jump(Opcodes.GOTO, last);
    } else {
      choose(ways, last);
    }
  }

  private void forgetState(Crossing here) {
    if (!here.isEntry()) {
      code.insn(Opcodes.ICONST_0).variable(Opcodes.ISTORE, slots.state());
    }
  }

  private FrameNode stackMap(Crossing here) {
    return slots.stackMap(here.frame(), Slots.stack(here.frame(), 0));
  }

  /** Jumps to a loop header with anything of the right types in its locals and on the stack. */
  private void enter(Crossing next, Crossing from) {
    if (from.isEntry()) {
      pushState(from);
      code.variable(Opcodes.ISTORE, slots.state());
    }
    Frame<BasicValue> wanted = next.frame();
    for (int slot = 0; slot < wanted.getLocals(); slot++) {
      zero(slot, wanted.getLocal(slot), from.frame().getLocal(slot));
    }
    int common = commonStack(from.frame(), wanted);
    popDownTo(common, from.frame());
    for (int i = common; i < wanted.getStackSize(); i++) {
      code.insn(Kind.of(wanted.getStack(i)).zero());
    }
    code.jump(Opcodes.GOTO, gate(next).entry());
  }

  /** How many values both have at the bottom; a loop may take those at its header for itself. */
  private static int commonStack(Frame<BasicValue> a, Frame<BasicValue> b) {
    int common = 0;
    while (common < Math.min(a.getStackSize(), b.getStackSize())
        && a.getStack(common).equals(b.getStack(common))) {
      common++;
    }
    return common;
  }

  private void popDownTo(int size, Frame<BasicValue> frame) {
    for (int i = frame.getStackSize() - 1; i >= size; i--) {
      code.insn(frame.getStack(i).getSize() == 2 ? Opcodes.POP2 : Opcodes.POP);
    }
  }

  /** Restores what an await kept; what it didn't keep but stack map frames name becomes zero. */
  private void arrive(SuspendPoint point, Crossing from) {
    popDownTo(0, from.frame());
    BitSet kept = new BitSet();
    point.locals().forEach(spill -> kept.set(spill.position()));
    for (int slot = 0; slot < point.frame().getLocals(); slot++) {
      if (!kept.get(slot)) {
        zero(slot, point.frame().getLocal(slot), from.frame().getLocal(slot));
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

  private void restore(List<Spill> locals) {
    for (Spill spill : locals) {
      code.take(frameClass, slots.frame(), spill);
      code.variable(spill.kind().store(), slots.moved(spill.position()));
    }
  }

  private void restoreStack(SuspendPoint point) {
    for (Operand operand : point.stack()) {
      if (operand instanceof Operand.Kept kept) {
        code.take(frameClass, slots.frame(), kept.spill());
      } else if (operand instanceof Operand.Copy copy) {
        code.get(frameClass, slots.frame(), copy.spill());
      } else if (operand instanceof Operand.OfLocal local) {
        code.variable(local.kind().load(), slots.moved(local.slot()));
      } else if (operand instanceof Operand.Constant constant) {
        code.add(constant.insn().clone(Map.of()));
      }
    }
  }
}
