package dev.weft.weaver.analyse;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.TreeMap;

/**
 * The natural loops of a method: a header that every way into the loop passes, and the instructions
 * from which control comes back to it. A cycle without such a header, which no compiler of Java
 * makes, is no loop here.
 */
public final class Loops {
  /**
   * A loop.
   *
   * @param header the index of its first instruction
   * @param body the indices of its instructions, the header's included
   */
  public record Loop(int header, BitSet body) {}

  private final List<Loop> loops;

  private Loops(List<Loop> loops) {
    this.loops = loops;
  }

  /** The loops of a method. */
  public static Loops of(ControlFlow flow) {
    List<Integer>[] predecessors = predecessors(flow);
    int[] order = reversePostorder(flow);
    int[] dominator = dominators(order, predecessors, flow.size());
    TreeMap<Integer, BitSet> bodies = new TreeMap<>();
    for (int tail : order) {
      for (int header : successors(flow, tail)) {
        if (dominates(header, tail, dominator)) {
          collect(tail, bodies.computeIfAbsent(header, Loops::headed), predecessors);
        }
      }
    }
    List<Loop> loops = new ArrayList<>();
    bodies.forEach((header, body) -> loops.add(new Loop(header, body)));
    return new Loops(loops);
  }

  private static BitSet headed(int header) {
    BitSet body = new BitSet();
    body.set(header);
    return body;
  }

  /** The loops around an instruction, the outermost first. */
  public List<Loop> around(int index) {
    return loops.stream()
        .filter(loop -> loop.body.get(index))
        .sorted(Comparator.comparingInt((Loop loop) -> -loop.body.cardinality()))
        .toList();
  }

  private static int[] successors(ControlFlow flow, int i) {
    int[] next = flow.next(i);
    int[] handlers = flow.handlers(i);
    int[] all = java.util.Arrays.copyOf(next, next.length + handlers.length);
    System.arraycopy(handlers, 0, all, next.length, handlers.length);
    return all;
  }

  @SuppressWarnings({"unchecked", "rawtypes"}) // arrays of generics
  private static List<Integer>[] predecessors(ControlFlow flow) {
    List<Integer>[] predecessors = new List[flow.size()];
    for (int i = 0; i < flow.size(); i++) {
      predecessors[i] = new ArrayList<>();
    }
    for (int i = 0; i < flow.size(); i++) {
      for (int next : successors(flow, i)) {
        predecessors[next].add(i);
      }
    }
    return predecessors;
  }

  private static int[] reversePostorder(ControlFlow flow) {
    int[] order = new int[flow.size()];
    int place = order.length;
    BitSet seen = new BitSet();
    Deque<int[]> path = new ArrayDeque<>();
    path.push(new int[] {0, 0});
    seen.set(0);
    while (!path.isEmpty()) {
      int[] top = path.peek();
      int[] next = successors(flow, top[0]);
      if (top[1] == next.length) {
        order[--place] = top[0];
        path.pop();
      } else {
        int child = next[top[1]++];
        if (!seen.get(child)) {
          seen.set(child);
          path.push(new int[] {child, 0});
        }
      }
    }
    return java.util.Arrays.copyOfRange(order, place, order.length);
  }

  /** Immediate dominators by the algorithm of Cooper, Harvey and Kennedy; -1 where unreachable. */
  private static int[] dominators(int[] order, List<Integer>[] predecessors, int size) {
    int[] rank = new int[size];
    int[] dominator = new int[size];
    java.util.Arrays.fill(dominator, -1);
    for (int i = 0; i < order.length; i++) {
      rank[order[i]] = i;
    }
    dominator[0] = 0;
    boolean changed = true;
    while (changed) {
      changed = false;
      for (int i = 1; i < order.length; i++) {
        int node = order[i];
        int found = -1;
        for (int predecessor : predecessors[node]) {
          if (dominator[predecessor] >= 0) {
            found = found < 0 ? predecessor : common(found, predecessor, rank, dominator);
          }
        }
        changed |= dominator[node] != found;
        dominator[node] = found;
      }
    }
    return dominator;
  }

  private static int common(int a, int b, int[] rank, int[] dominator) {
    int x = a;
    int y = b;
    while (x != y) {
      if (rank[x] > rank[y]) {
        x = dominator[x];
      } else {
        y = dominator[y];
      }
    }
    return x;
  }

  private static boolean dominates(int header, int node, int[] dominator) {
    int at = node;
    while (at != header && at != 0) {
      at = dominator[at];
    }
    return at == header;
  }

  private static void collect(int tail, BitSet body, List<Integer>[] predecessors) {
    Deque<Integer> open = new ArrayDeque<>();
    open.push(tail);
    while (!open.isEmpty()) {
      int node = open.pop();
      if (!body.get(node)) {
        body.set(node);
        predecessors[node].forEach(open::push);
      }
    }
  }
}
