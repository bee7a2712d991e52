package dev.weft.weaver.analyse;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The natural loops of a method: a header that every way into the loop passes, and what control
 * comes back to it from. A cycle without such a header, which no compiler of Java makes, is no loop
 * here.
 *
 * <p>Inner loops are found first and count as one node for the outer ones (Tarjan, Testing flow
 * graph reducibility, 1974), so that each edge is looked at once.
 */
public final class Loops {
  private static final int NONE = -1;

  /** A loop. */
  public static final class Loop {
    private final int header;
    private final @Nullable Loop outer;

    private Loop(int header, @Nullable Loop outer) {
      this.header = header;
      this.outer = outer;
    }

    /** The index of its first instruction. */
    public int header() {
      return header;
    }

    /** The next loop around it. */
    public @Nullable Loop outer() {
      return outer;
    }
  }

  private final ControlFlow flow;
  private final DepthFirst walk;
  private final BitSet headers = new BitSet();

  /** The header of the innermost loop around each node, a header's own loop left out. */
  private final int[] around;

  /** A shortcut from each node to the header of a loop further out. */
  private final int[] outermost;

  private final @Nullable Loop[] loops;

  private Loops(ControlFlow flow) {
    this.flow = flow;
    walk = DepthFirst.of(flow);
    around = new int[flow.size()];
    outermost = new int[flow.size()];
    loops = new Loop[flow.size()];
    Arrays.fill(around, NONE);
    Arrays.setAll(outermost, node -> node);
  }

  /** The loops of a method. */
  public static Loops of(ControlFlow flow) {
    Loops loops = new Loops(flow);
    for (int i = loops.walk.count() - 1; i >= 0; i--) {
      loops.find(loops.walk.node(i));
    }
    for (int i = 0; i < loops.walk.count(); i++) {
      loops.link(loops.walk.node(i));
    }
    return loops;
  }

  private void find(int header) {
    Set<Integer> body = new HashSet<>();
    for (int tail : flow.before(header)) {
      if (isBelow(tail, header) && collect(tail, header, body)) {
        headers.set(header);
      }
    }
    for (int node : body) {
      around[node] = header;
      outermost[node] = header;
    }
  }

  private boolean isBelow(int node, int header) {
    return walk.isReached(node) && walk.isBelow(node, header);
  }

  /** Adds what leads to the tail; false if there is a way that doesn't pass the header. */
  private boolean collect(int tail, int header, Set<Integer> body) {
    Set<Integer> found = new HashSet<>();
    Deque<Integer> open = new ArrayDeque<>();
    open.push(outermost(tail));
    while (!open.isEmpty()) {
      int node = open.pop();
      if (!walk.isBelow(node, header)) {
        return false;
      }
      if (node != header && !body.contains(node) && found.add(node)) {
        Arrays.stream(flow.before(node))
            .filter(walk::isReached)
            .forEach(before -> open.push(outermost(before)));
      }
    }
    body.addAll(found);
    return true;
  }

  /** The header of the outermost loop around a node that is known by now, or the node itself. */
  private int outermost(int node) {
    int at = node;
    while (outermost[at] != at) {
      outermost[at] = outermost[outermost[at]];
      at = outermost[at];
    }
    return at;
  }

  /** Headers come before what lies in their loops. */
  private void link(int node) {
    Loop outer = around[node] == NONE ? null : loops[around[node]];
    int entry = headers.get(node) ? entry(node, node) : NONE;
    loops[node] = entry == NONE ? outer : new Loop(flow.start(entry), outer);
  }

  /**
   * The block where a loop is entered. A handler that covers itself makes a loop with a guard for
   * its header; it is entered at the handler, unless there is a second one to enter it at.
   */
  private int entry(int at, int header) {
    if (!flow.isGuard(at)) {
      return at;
    }
    int[] inside = Arrays.stream(flow.after(at)).filter(node -> isInside(node, header)).toArray();
    return inside.length == 1 ? entry(inside[0], header) : NONE;
  }

  private boolean isInside(int node, int header) {
    int at = node;
    while (at != header && at != NONE) {
      at = around[at];
    }
    return at == header;
  }

  /** Whether control may come to an instruction from the start of the method. */
  public boolean isReached(int index) {
    return walk.isReached(flow.blockOf(index));
  }

  /** The innermost loop around an instruction, or null. */
  public @Nullable Loop around(int index) {
    return loops[flow.blockOf(index)];
  }
}
