package dev.weft.weaver.analyse;

import dev.weft.weaver.scan.Instructions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LookupSwitchInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TableSwitchInsnNode;

/**
 * Where control can go in a method: a graph of its basic blocks, in the order of the code, and of
 * its guards.
 *
 * <p>A block has the same try blocks around all its instructions, and holds or gives back a monitor
 * with its last one only. The guard around it is a node from which control goes to the handler and
 * to the next guard; without guards a block in n try blocks would have n edges.
 */
public final class ControlFlow {
  private final InsnList insns;
  private final TryBlocks tryBlocks;
  private final int[] starts;
  private final int[] blockOf;
  private final Map<TryBlocks.Guard, Integer> guards = new LinkedHashMap<>();

  /** The guards that catch all. */
  private final BitSet catchAlls = new BitSet();

  private final int[][] next;
  private final int[][] before;

  private ControlFlow(MethodNode method, TryBlocks tryBlocks) {
    insns = method.instructions;
    this.tryBlocks = tryBlocks;
    starts = starts(method).stream().toArray();
    blockOf = new int[insns.size()];
    for (int block = 0; block < starts.length; block++) {
      Arrays.fill(blockOf, starts[block], end(block), block);
      number(tryBlocks.around(starts[block]));
    }
    next = new int[starts.length + guards.size()][];
    for (int block = 0; block < starts.length; block++) {
      next[block] = next(block, insns.get(end(block) - 1));
    }
    guards.forEach(
        (guard, node) -> next[node] = nodes(List.of(guard.block().handler), guard.outer()));
    before = reversed(next);
  }

  /** The control flow of a method. */
  public static ControlFlow of(MethodNode method, TryBlocks tryBlocks) {
    return new ControlFlow(method, tryBlocks);
  }

  private BitSet starts(MethodNode method) {
    BitSet starts = new BitSet();
    starts.set(0);
    for (int i = 0; i < insns.size(); i++) {
      AbstractInsnNode insn = insns.get(i);
      targets(insn).forEach(label -> starts.set(insns.indexOf(label)));
      if (endsBlock(insn) && i + 1 < insns.size()) {
        starts.set(i + 1);
      }
      if (i > 0 && tryBlocks.around(i) != tryBlocks.around(i - 1)) {
        starts.set(i);
      }
    }
    method.tryCatchBlocks.forEach(block -> starts.set(insns.indexOf(block.handler)));
    return starts;
  }

  private static boolean endsBlock(AbstractInsnNode insn) {
    int opcode = insn.getOpcode();
    return insn instanceof JumpInsnNode
        || Instructions.endsBlock(opcode)
        || opcode == Opcodes.MONITORENTER
        || opcode == Opcodes.MONITOREXIT;
  }

  /** Makes nodes of a guard and of those around it that are none yet. */
  private void number(TryBlocks.@Nullable Guard innermost) {
    for (TryBlocks.Guard at = innermost; at != null && !guards.containsKey(at); at = at.outer()) {
      int node = starts.length + guards.size();
      guards.put(at, node);
      catchAlls.set(node, at.block().type == null);
    }
  }

  private int[] next(int block, AbstractInsnNode last) {
    int[] next = nodes(targets(last), tryBlocks.around(starts[block]));
    if (!Instructions.endsBlock(last.getOpcode()) && end(block) < insns.size()) {
      next = Arrays.copyOf(next, next.length + 1);
      next[next.length - 1] = block + 1;
    }
    return next;
  }

  private int[] nodes(List<LabelNode> targets, TryBlocks.@Nullable Guard guard) {
    IntStream.Builder nodes = IntStream.builder();
    targets.forEach(label -> nodes.add(blockOf[insns.indexOf(label)]));
    if (guard != null) {
      nodes.add(Objects.requireNonNull(guards.get(guard)));
    }
    return nodes.build().toArray();
  }

  private static int[][] reversed(int[][] edges) {
    int[] counts = new int[edges.length];
    for (int[] targets : edges) {
      Arrays.stream(targets).forEach(target -> counts[target]++);
    }
    int[][] reversed = new int[edges.length][];
    Arrays.setAll(reversed, node -> new int[counts[node]]);
    for (int node = 0; node < edges.length; node++) {
      for (int target : edges[node]) {
        reversed[target][--counts[target]] = node;
      }
    }
    return reversed;
  }

  /** The labels that an instruction may jump to. */
  public static List<LabelNode> targets(AbstractInsnNode insn) {
    if (insn instanceof JumpInsnNode jump) {
      return List.of(jump.label);
    }
    List<LabelNode> targets = new ArrayList<>();
    if (insn instanceof TableSwitchInsnNode table) {
      targets.addAll(table.labels);
      targets.add(table.dflt);
    } else if (insn instanceof LookupSwitchInsnNode lookup) {
      targets.addAll(lookup.labels);
      targets.add(lookup.dflt);
    }
    return targets;
  }

  /** The number of nodes; the blocks come first, then the guards. */
  public int size() {
    return next.length;
  }

  /** Whether a node is a guard, where control comes by exceptions only. */
  public boolean isGuard(int node) {
    return node >= starts.length;
  }

  /**
   * Whether a node is a guard that catches all. Then nothing is ever thrown on to the next guard,
   * but the verifier doesn't know that, and so this graph has the edge.
   */
  public boolean catchesAll(int node) {
    return catchAlls.get(node);
  }

  /** The block that an instruction lies in. */
  public int blockOf(int index) {
    return blockOf[index];
  }

  /** The index of a node's first instruction; a guard has none. */
  public int start(int node) {
    return isGuard(node) ? insns.size() : starts[node];
  }

  /** The index behind a node's last instruction. */
  public int end(int node) {
    return start(Math.min(node + 1, starts.length));
  }

  /** The nodes that control goes to from a node. */
  public int[] after(int node) {
    return next[node];
  }

  /** The nodes that control comes from. */
  public int[] before(int node) {
    return before[node];
  }

  /** The indices of the instructions that control goes to from one that doesn't throw. */
  public int[] next(int index) {
    int block = blockOf[index];
    return index + 1 < end(block)
        ? new int[] {index + 1}
        : Arrays.stream(next[block]).filter(n -> !isGuard(n)).map(this::start).toArray();
  }

  /** The indices of the handlers of what an instruction throws, in the order of the search. */
  public int[] handlers(int index) {
    IntStream.Builder handlers = IntStream.builder();
    for (TryBlocks.Guard at = tryBlocks.around(index); at != null; at = at.outer()) {
      handlers.add(insns.indexOf(at.block().handler));
    }
    return handlers.build().toArray();
  }
}
