package dev.weft.weaver.plan;

import dev.weft.weaver.WeaverOptions;
import dev.weft.weaver.analyse.Accessibility;
import dev.weft.weaver.analyse.ControlFlow;
import dev.weft.weaver.analyse.LinearTypes;
import dev.weft.weaver.analyse.LiveFrames;
import dev.weft.weaver.analyse.Liveness;
import dev.weft.weaver.analyse.LostLocals;
import dev.weft.weaver.analyse.Monitors;
import dev.weft.weaver.analyse.SamCall;
import dev.weft.weaver.analyse.StackMaps;
import dev.weft.weaver.analyse.TryBlocks;
import dev.weft.weaver.scan.Abi;
import dev.weft.weaver.scan.AsyncMethod;
import dev.weft.weaver.scan.ClassScan;
import dev.weft.weaver.scan.Instructions;
import dev.weft.weaver.scan.Reporter;
import dev.weft.weaver.scan.ReturnKind;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TryCatchBlockNode;
import org.objectweb.asm.tree.analysis.AnalyzerException;
import org.objectweb.asm.tree.analysis.BasicValue;
import org.objectweb.asm.tree.analysis.Frame;

/** Makes the plan of one method from the analyses of its code. */
public final class Planner {
  private final ClassNode owner;
  private final AsyncMethod method;
  private final Reporter reporter;
  private final WeaverOptions options;
  private final CallTargets targets;
  private final MethodNode node;
  private final Map<AbstractInsnNode, Frame<BasicValue>> types;
  private final TryBlocks tryBlocks;
  private final ControlFlow flow;
  private final Liveness live;
  private final LoopHeaders headers;
  private final Monitors monitors;
  private final FieldPool fields;

  private Planner(
      ClassNode owner,
      AsyncMethod method,
      Reporter reporter,
      WeaverOptions options,
      CallTargets targets,
      Accessibility accessibility)
      throws AnalyzerException {
    this.options = options;
    fields = new FieldPool(accessibility);
    this.owner = owner;
    this.method = method;
    this.reporter = reporter;
    this.targets = targets;
    node = method.node();
    tryBlocks = TryBlocks.of(node);
    flow = ControlFlow.of(node, tryBlocks);
    live = Liveness.of(node, flow, this::needsLiveness);
    types = types();
    headers = new LoopHeaders(node, flow);
    monitors = Monitors.of(node, flow);
  }

  /** Plans a method whose awaits are in normal form; problems go to the reporter. */
  public static StateMachinePlan plan(
      ClassNode owner,
      ClassScan scan,
      AsyncMethod method,
      WeaverOptions options,
      Accessibility accessibility,
      Reporter reporter)
      throws AnalyzerException {
    CallTargets targets = new CallTargets(owner, scan, options.fuse());
    return new Planner(owner, method, reporter, options, targets, accessibility).plan();
  }

  private boolean needsLiveness(AbstractInsnNode insn) {
    return insn instanceof FrameNode
        || insn == node.instructions.getFirst()
        || Instructions.isAwait(insn);
  }

  /** The types at the awaits; where every variable is to be shown, none is taken for dead. */
  private Map<AbstractInsnNode, Frame<BasicValue>> types() throws AnalyzerException {
    if (showsAll()) {
      return LinearTypes.before(owner.name, node, Instructions::isAwait);
    }
    LiveFrames frames = new LiveFrames(node, live);
    frames.trim();
    Map<AbstractInsnNode, Frame<BasicValue>> found =
        LinearTypes.before(owner.name, node, Instructions::isAwait);
    found.forEach(frames::trim);
    return found;
  }

  private boolean showsAll() {
    return options.debug() && node.localVariables != null;
  }

  private StateMachinePlan plan() {
    Frame<BasicValue> entry = LinearTypes.entry(owner.name, node);
    List<Spill> arguments = spillLocals(node.instructions.getFirst(), entry, fields.allot());
    List<SuspendPoint> points = points();
    return new StateMachinePlan(
        owner.name,
        (owner.access & Opcodes.ACC_INTERFACE) != 0,
        owner.version & 0xFFFF,
        method,
        arguments,
        entry,
        points,
        unreached(),
        headers.all(),
        tails(),
        fields.all(),
        variables(arguments, entry, points),
        ResultForms.UNKNOWN);
  }

  /** Nothing is lost where nothing awaits, and the code that starts a body is its only way in. */
  private List<VariableRange> variables(
      List<Spill> arguments, Frame<BasicValue> entry, List<SuspendPoint> points) {
    if (node.localVariables == null) {
      return List.of();
    }
    Map<AbstractInsnNode, BitSet> lostBy = new HashMap<>();
    points.forEach(point -> lostBy.put(point.await(), allBut(point.locals(), point.frame())));
    headers.all().forEach(header -> lostBy.put(header.node(), unnamed(header.frame())));
    BitSet atStart = allBut(arguments, entry);
    return VariableRanges.of(node, LostLocals.of(node, flow, atStart, lostBy));
  }

  /** The slots that are not kept; the receiver always is, and null comes back by itself. */
  private BitSet allBut(List<Spill> kept, Frame<BasicValue> frame) {
    BitSet lost = new BitSet();
    lost.set(method.isStatic() ? 0 : 1, node.maxLocals);
    for (Spill spill : kept) {
      lost.clear(spill.position());
    }
    for (int slot = 0; slot < frame.getLocals(); slot++) {
      if (StackMaps.NULL.equals(frame.getLocal(slot).getType())) {
        lost.clear(slot);
      }
    }
    return lost;
  }

  /** The slots that hold nothing for certain where a resumed body comes in. */
  private BitSet unnamed(Frame<BasicValue> frame) {
    BitSet unnamed = new BitSet();
    for (int slot = 0; slot < frame.getLocals(); slot++) {
      unnamed.set(slot, StackMaps.isTop(frame.getLocal(slot)));
    }
    return unnamed;
  }

  private List<SuspendPoint> points() {
    List<SuspendPoint> points = new ArrayList<>();
    for (AbstractInsnNode insn : node.instructions) {
      Frame<BasicValue> frame = types.get(insn);
      if (frame != null && isReached(insn)) {
        points.add(point(points.size() + 1, (MethodInsnNode) insn, frame));
      }
    }
    return points;
  }

  private List<MethodInsnNode> unreached() {
    List<MethodInsnNode> unreached = new ArrayList<>();
    for (AbstractInsnNode insn : node.instructions) {
      if (Instructions.isAwait(insn) && !isReached(insn)) {
        unreached.add((MethodInsnNode) insn);
      }
    }
    return unreached;
  }

  private boolean isReached(AbstractInsnNode insn) {
    return headers.isReached(node.instructions.indexOf(insn));
  }

  private SuspendPoint point(int state, MethodInsnNode await, Frame<BasicValue> frame) {
    int index = node.instructions.indexOf(await);
    AbstractInsnNode before = Instructions.straightBefore(await);
    if (monitors.isHeld(index)) {
      reporter.report("WEFT-005", node, await, underMonitor(before));
    }
    TryBlocks.Guard guard = guard(await);
    boolean together = before != null && guard(before) == guard;
    FieldPool.Allotment used = fields.allot();
    List<Spill> locals = spillLocals(await, frame, used);
    return new SuspendPoint(
        state,
        await,
        together ? targets.find(before) : null,
        frame,
        locals,
        Operands.of(frame, locals, method.isStatic(), used),
        handlers(guard),
        headers.around(index),
        Instructions.line(await));
  }

  private static String underMonitor(@Nullable AbstractInsnNode before) {
    return before instanceof SamCall call
        ? "call of "
            + call.source()
            + ", which may suspend, while a monitor is held; call it before or after the"
            + " synchronized block"
        : "await while a monitor is held; await before or after the synchronized block";
  }

  private List<Spill> spillLocals(
      AbstractInsnNode insn, Frame<BasicValue> frame, FieldPool.Allotment used) {
    List<Spill> spills = new ArrayList<>();
    int first = method.isStatic() ? 0 : 1;
    wanted(insn).stream()
        .filter(slot -> slot >= first && !StackMaps.isTop(frame.getLocal(slot)))
        .forEach(slot -> spill(slot, frame.getLocal(slot), used, spills));
    return spills;
  }

  /** The locals that are read later, or that a debugger may be asked for. */
  private BitSet wanted(AbstractInsnNode insn) {
    BitSet wanted = (BitSet) live.before(insn).clone();
    if (showsAll()) {
      InsnList insns = node.instructions;
      int index = insns.indexOf(insn);
      node.localVariables.stream()
          .filter(v -> insns.indexOf(v.start) <= index && index < insns.indexOf(v.end))
          .forEach(variable -> wanted.set(variable.index));
    }
    return wanted;
  }

  /** Null isn't kept: it is known. */
  private void spill(int position, BasicValue value, FieldPool.Allotment used, List<Spill> spills) {
    if (!StackMaps.NULL.equals(value.getType())) {
      spills.add(new Spill(position, value, used.next(value)));
    }
  }

  private TryBlocks.@Nullable Guard guard(AbstractInsnNode insn) {
    return tryBlocks.around(node.instructions.indexOf(insn));
  }

  private static List<TryCatchBlockNode> handlers(TryBlocks.@Nullable Guard innermost) {
    List<TryCatchBlockNode> handlers = new ArrayList<>();
    for (TryBlocks.Guard at = innermost; at != null; at = at.outer()) {
      handlers.add(at.block());
    }
    return handlers;
  }

  private List<Tail> tails() {
    List<Tail> tails = new ArrayList<>();
    for (AbstractInsnNode insn : node.instructions) {
      if (insn.getOpcode() >= Opcodes.IRETURN && insn.getOpcode() <= Opcodes.RETURN) {
        tails.add(tail(insn));
      }
    }
    return tails;
  }

  private Tail tail(AbstractInsnNode insn) {
    if (method.returns() == ReturnKind.VALUE) {
      return new Tail.Value(insn);
    }
    AbstractInsnNode before = Instructions.straightBefore(insn);
    if (before instanceof MethodInsnNode call) {
      if (isReadyValue(call)) {
        return new Tail.ReadyValue(call);
      }
      if (Instructions.isWeft(call, Abi.READY) && call.desc.equals(Abi.READY_VOID)) {
        return new Tail.ReadyVoid(call);
      }
      DirectCall direct = guard(insn) == null ? targets.find(call) : null;
      if (direct != null) {
        return new Tail.CallBody(direct);
      }
    }
    return new Tail.AwaitFuture(insn);
  }

  private static boolean isReadyValue(MethodInsnNode call) {
    return (Instructions.isWeft(call, Abi.READY) && call.desc.equals(Abi.READY_VALUE))
        || (Instructions.isWeft(call, Abi.COMPLETED) && call.desc.equals(Abi.COMPLETED_VALUE));
  }
}
