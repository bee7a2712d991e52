package dev.weft.weaver.plan;

import dev.weft.weaver.analyse.ControlFlow;
import dev.weft.weaver.analyse.Loops;
import dev.weft.weaver.analyse.StackMaps;
import dev.weft.weaver.scan.Instructions;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.analysis.BasicValue;
import org.objectweb.asm.tree.analysis.Frame;

/** The headers of those loops of a method that have awaits in them. */
final class LoopHeaders {
  private final MethodNode method;
  private final ControlFlow flow;
  private final Loops loops;
  private final Map<Loops.Loop, @Nullable LoopHeader> ofLoops = new HashMap<>();
  private final Map<FrameNode, LoopHeader> ofFrames = new LinkedHashMap<>();

  LoopHeaders(MethodNode method, ControlFlow flow) {
    this.method = method;
    this.flow = flow;
    loops = Loops.of(flow);
  }

  /** The headers around all instructions that were asked for, outer ones before inner ones. */
  List<LoopHeader> all() {
    return List.copyOf(ofFrames.values());
  }

  /** Whether control may come to an instruction from the start of the method. */
  boolean isReached(int index) {
    return loops.isReached(index);
  }

  /** The header of the innermost loop around an instruction, or null. */
  @Nullable LoopHeader around(int index) {
    return header(loops.around(index));
  }

  private @Nullable LoopHeader header(Loops.@Nullable Loop loop) {
    if (loop == null) {
      return null;
    }
    if (!ofLoops.containsKey(loop)) {
      ofLoops.put(loop, find(loop, header(loop.outer())));
    }
    return ofLoops.get(loop);
  }

  /**
   * A loop that can't be entered by a resumed body is passed over. Headers that share a stack map
   * frame are one place, however many labels they have.
   */
  private @Nullable LoopHeader find(Loops.Loop loop, @Nullable LoopHeader outer) {
    AbstractInsnNode first = method.instructions.get(loop.header());
    AbstractInsnNode at = first;
    while (at != null && at.getOpcode() < 0 && !(at instanceof FrameNode)) {
      at = at.getNext();
    }
    return at instanceof FrameNode frame && first instanceof LabelNode label
        ? ofFrames.computeIfAbsent(frame, f -> header(label, f, loop, outer))
        : outer;
  }

  private LoopHeader header(
      LabelNode label, FrameNode frame, Loops.Loop loop, @Nullable LoopHeader outer) {
    Frame<BasicValue> types = StackMaps.decode(frame, method.maxLocals, method.maxStack);
    return new LoopHeader(label, frame, types, back(loop), outer);
  }

  /** The instructions from which control comes back to the start of a loop. */
  private Set<AbstractInsnNode> back(Loops.Loop loop) {
    Set<AbstractInsnNode> back = new HashSet<>();
    for (int block : flow.before(flow.blockOf(loop.header()))) {
      if (!flow.isGuard(block) && isWithin(loop, loops.around(flow.start(block)))) {
        back.add(Instructions.realUpTo(method.instructions.get(flow.end(block) - 1)));
      }
    }
    return back;
  }

  private static boolean isWithin(Loops.Loop loop, Loops.@Nullable Loop inner) {
    Loops.Loop at = inner;
    while (at != null && at != loop) {
      at = at.outer();
    }
    return at == loop;
  }
}
