package dev.weft.weaver;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LookupSwitchInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TableSwitchInsnNode;
import org.objectweb.asm.tree.TryCatchBlockNode;

/**
 * The control flow of a method, told apart from the weaver's own idea of it. Every instruction that
 * does something and stands in a try block may go to the handler.
 */
public final class FlowGraph {
  private final int[][] successors;

  private FlowGraph(int[][] successors) {
    this.successors = successors;
  }

  /** The control flow of a method. */
  public static FlowGraph of(MethodNode method) {
    InsnList insns = method.instructions;
    List<List<Integer>> edges = new ArrayList<>();
    for (int i = 0; i < insns.size(); i++) {
      edges.add(new ArrayList<>(jumps(insns, insns.get(i))));
      if (i + 1 < insns.size() && fallsThrough(insns.get(i).getOpcode())) {
        edges.get(i).add(i + 1);
      }
    }
    for (TryCatchBlockNode block : method.tryCatchBlocks) {
      addHandler(insns, block, edges);
    }
    return new FlowGraph(
        edges.stream()
            .map(list -> list.stream().mapToInt(Integer::intValue).toArray())
            .toArray(int[][]::new));
  }

  private static void addHandler(
      InsnList insns, TryCatchBlockNode block, List<List<Integer>> edges) {
    for (int i = insns.indexOf(block.start); i < insns.indexOf(block.end); i++) {
      if (insns.get(i).getOpcode() >= 0) {
        edges.get(i).add(insns.indexOf(block.handler));
      }
    }
  }

  /** Whether control may go on to the next instruction. */
  public static boolean fallsThrough(int opcode) {
    boolean returns = opcode >= Opcodes.IRETURN && opcode <= Opcodes.RETURN;
    boolean jumps = opcode == Opcodes.GOTO || opcode == Opcodes.ATHROW;
    return !returns && !jumps && opcode != Opcodes.TABLESWITCH && opcode != Opcodes.LOOKUPSWITCH;
  }

  private static List<Integer> jumps(InsnList insns, AbstractInsnNode insn) {
    return targets(insn).map(insns::indexOf).toList();
  }

  /** Where an instruction may jump to. */
  public static Stream<LabelNode> targets(AbstractInsnNode insn) {
    if (insn instanceof JumpInsnNode jump) {
      return Stream.of(jump.label);
    } else if (insn instanceof TableSwitchInsnNode table) {
      return Stream.concat(table.labels.stream(), Stream.of(table.dflt));
    } else if (insn instanceof LookupSwitchInsnNode lookup) {
      return Stream.concat(lookup.labels.stream(), Stream.of(lookup.dflt));
    }
    return Stream.empty();
  }

  /**
   * The edges by which a loop is entered elsewhere than at its head: those back to an instruction
   * on the way of a depth-first walk that does not dominate where they start.
   */
  public List<String> irreducibleEdges() {
    List<String> found = new ArrayList<>();
    for (int[] edge : retreating()) {
      if (reachable(edge[1]).get(edge[0])) {
        found.add(edge[0] + " -> " + edge[1]);
      }
    }
    return found;
  }

  /** What can be reached from the entry past an instruction. */
  private BitSet reachable(int without) {
    BitSet reached = new BitSet();
    Deque<Integer> open = new ArrayDeque<>();
    if (without != 0) {
      open.push(0);
      reached.set(0);
    }
    while (!open.isEmpty()) {
      for (int next : successors[open.pop()]) {
        if (next != without && !reached.get(next)) {
          reached.set(next);
          open.push(next);
        }
      }
    }
    return reached;
  }

  private List<int[]> retreating() {
    List<int[]> found = new ArrayList<>();
    BitSet seen = new BitSet();
    BitSet onPath = new BitSet();
    int[] nextEdge = new int[successors.length];
    Deque<Integer> path = new ArrayDeque<>(List.of(0));
    seen.set(0);
    onPath.set(0);
    while (!path.isEmpty()) {
      int at = path.peek();
      if (nextEdge[at] == successors[at].length) {
        onPath.clear(path.pop());
        continue;
      }
      int next = successors[at][nextEdge[at]++];
      if (onPath.get(next)) {
        found.add(new int[] {at, next});
      } else if (!seen.get(next)) {
        seen.set(next);
        onPath.set(next);
        path.push(next);
      }
    }
    return found;
  }

  @Override
  public String toString() {
    return Arrays.deepToString(successors);
  }
}
