package dev.weft.weaver.analyse;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;

/** The tree of a depth-first walk through a control flow, from the entry. */
final class DepthFirst {
  private static final int UNREACHED = -1;

  private final int[] order;
  private final int[] place;
  private final int[] end;
  private int count;

  private DepthFirst(int size) {
    order = new int[size];
    place = new int[size];
    end = new int[size];
    Arrays.fill(place, UNREACHED);
  }

  static DepthFirst of(ControlFlow flow) {
    DepthFirst walk = new DepthFirst(flow.size());
    Deque<int[]> path = new ArrayDeque<>();
    path.push(walk.reach(0));
    while (!path.isEmpty()) {
      int[] top = path.element();
      int[] after = flow.after(top[0]);
      if (top[1] == after.length) {
        walk.end[top[0]] = walk.count;
        path.pop();
      } else {
        int child = after[top[1]++];
        if (!walk.isReached(child)) {
          path.push(walk.reach(child));
        }
      }
    }
    return walk;
  }

  /** A node, and how many of its edges have been followed. */
  private int[] reach(int node) {
    place[node] = count;
    order[count++] = node;
    return new int[] {node, 0};
  }

  /** The number of nodes that are reached. */
  int count() {
    return count;
  }

  /** The node that was reached as the n-th. */
  int node(int n) {
    return order[n];
  }

  boolean isReached(int node) {
    return place[node] != UNREACHED;
  }

  /** Whether a reached node is another one or lies below it in the tree. */
  boolean isBelow(int node, int ancestor) {
    return place[ancestor] <= place[node] && place[node] < end[ancestor];
  }
}
