package dev.weft.weaver.emit;

import dev.weft.weaver.analyse.ControlFlow;
import dev.weft.weaver.plan.LoopHeader;
import dev.weft.weaver.plan.StateMachinePlan;
import dev.weft.weaver.scan.Instructions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LineNumberNode;
import org.objectweb.asm.tree.LookupSwitchInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TableSwitchInsnNode;

/**
 * The place where a resumed body comes into a loop: there the loop's header asks whether the body
 * is still on its way.
 *
 * <p>A breakpoint on the header's line must not stop a body on its way, whose locals are zero. So
 * where that line begins at the header it is made to begin before the question, in two places: one
 * for those who enter the loop and one for those who come round again. It can't be one place, since
 * a loop has one entry, which both and the resumed body go through.
 */
final class LoopGate {
  private final MethodNode node;
  private final LoopHeader header;
  private final List<AbstractInsnNode> jumps;
  private final LabelNode dispatch = new LabelNode();
  private LabelNode entry;

  private LoopGate(MethodNode node, LoopHeader header, List<AbstractInsnNode> jumps) {
    this.node = node;
    this.header = header;
    this.jumps = jumps;
    entry = header.label();
  }

  /** Makes the gates of a method's loops, before anything else is written. */
  static IdentityHashMap<LoopHeader, LoopGate> open(
      StateMachinePlan plan, Slots slots, TryRanges tryRanges) {
    MethodNode node = plan.method().node();
    Map<LabelNode, List<AbstractInsnNode>> jumps = jumps(node);
    IdentityHashMap<LoopHeader, LoopGate> gates = new IdentityHashMap<>();
    for (LoopHeader header : plan.headers()) {
      LoopGate gate = new LoopGate(node, header, jumps.getOrDefault(header.label(), List.of()));
      gate.open(slots, tryRanges);
      gates.put(header, gate);
    }
    return gates;
  }

  /** What jumps to each label. */
  private static Map<LabelNode, List<AbstractInsnNode>> jumps(MethodNode node) {
    Map<LabelNode, List<AbstractInsnNode>> jumps = new HashMap<>();
    for (AbstractInsnNode insn : node.instructions) {
      for (LabelNode label : ControlFlow.targets(insn)) {
        jumps.computeIfAbsent(label, l -> new ArrayList<>()).add(insn);
      }
    }
    return jumps;
  }

  private void open(Slots slots, TryRanges tryRanges) {
    LineNumberNode line = line();
    if (line != null && !isHandler()) {
      begin(line, tryRanges);
    }
    Code question = new Code().variable(Opcodes.ILOAD, slots.state());
    node.instructions.insert(header.node(), question.jump(Opcodes.IFNE, dispatch).list());
  }

  /** Where a body on its way jumps to. */
  LabelNode entry() {
    return entry;
  }

  /** Where the header sends it. */
  LabelNode dispatch() {
    return dispatch;
  }

  private boolean isHandler() {
    return node.tryCatchBlocks.stream().anyMatch(block -> block.handler == header.label());
  }

  private @Nullable LineNumberNode line() {
    AbstractInsnNode at = header.label();
    while (at != null && at.getOpcode() < 0 && !(at instanceof LineNumberNode)) {
      at = at.getNext();
    }
    return at instanceof LineNumberNode line ? line : null;
  }

  /**
   * Puts both beginnings of the line before the header's frame. The first one belongs to those who
   * fall into the header, and is where the header's label stays; the others are sent to the second.
   * Neither may be in a try block: the first lies before the loop, and its handlers perhaps within.
   */
  private void begin(LineNumberNode line, TryRanges tryRanges) {
    boolean fallsBack = header.back().contains(fallingIn());
    LabelNode first = new LabelNode();
    LabelNode second = new LabelNode();
    entry = new LabelNode();
    Code code = new Code().add(first).line(line.line);
    if (sendOthers(second, !fallsBack)) {
      code.add(copy(header.node()));
    }
    code.jump(Opcodes.GOTO, entry);
    code.add(second).line(line.line).add(copy(header.node())).insn(Opcodes.NOP).add(entry);
    node.instructions.insertBefore(header.node(), code.list());
    node.instructions.remove(line);
    tryRanges.exclude(first, entry);
  }

  private @Nullable AbstractInsnNode fallingIn() {
    AbstractInsnNode at = Instructions.realUpTo(header.label());
    return at == null || Instructions.endsBlock(at.getOpcode()) ? null : at;
  }

  /** Sends one kind of jumps elsewhere; says whether there are any of the other kind. */
  private boolean sendOthers(LabelNode target, boolean back) {
    boolean othersStay = false;
    for (AbstractInsnNode jump : jumps) {
      if (header.back().contains(jump) == back) {
        send(jump, target);
      } else {
        othersStay = true;
      }
    }
    return othersStay;
  }

  private void send(AbstractInsnNode insn, LabelNode target) {
    if (insn instanceof JumpInsnNode jump) {
      jump.label = target;
    } else if (insn instanceof TableSwitchInsnNode table) {
      table.labels.replaceAll(label -> label == header.label() ? target : label);
      table.dflt = table.dflt == header.label() ? target : table.dflt;
    } else if (insn instanceof LookupSwitchInsnNode lookup) {
      lookup.labels.replaceAll(label -> label == header.label() ? target : label);
      lookup.dflt = lookup.dflt == header.label() ? target : lookup.dflt;
    }
  }

  private static FrameNode copy(FrameNode frame) {
    return new FrameNode(
        Opcodes.F_NEW,
        frame.local.size(),
        frame.local.toArray(),
        frame.stack.size(),
        frame.stack.toArray());
  }
}
