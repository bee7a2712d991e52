package dev.weft.weaver.emit;

import dev.weft.weaver.plan.LoopHeader;
import dev.weft.weaver.plan.StateMachinePlan;
import dev.weft.weaver.plan.SuspendPoint;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.analysis.BasicValue;
import org.objectweb.asm.tree.analysis.Frame;

/**
 * A place where the way back into a body divides: its entry, or a loop header. From there ways go
 * to the awaits of the loop, and to the headers of the loops inside.
 */
final class Crossing {
  private final Frame<BasicValue> frame;
  private final @Nullable LoopHeader header;
  private final LabelNode way = new LabelNode();
  private final List<SuspendPoint> points = new ArrayList<>();
  private final List<Crossing> inner = new ArrayList<>();
  private int count;

  private Crossing(Frame<BasicValue> frame, @Nullable LoopHeader header) {
    this.frame = frame;
    this.header = header;
  }

  /** The crossings of a body. The first is its entry; the others are its loop headers, in order. */
  static List<Crossing> of(StateMachinePlan plan) {
    Crossing root = new Crossing(plan.entry(), null);
    List<Crossing> all = new ArrayList<>(List.of(root));
    Map<LoopHeader, Crossing> ofHeaders = new HashMap<>();
    for (LoopHeader header : plan.headers()) {
      Crossing crossing = new Crossing(header.frame(), header);
      all.add(crossing);
      ofHeaders.put(header, crossing);
      ofHeaders.getOrDefault(header.outer(), root).inner.add(crossing);
    }
    for (SuspendPoint point : plan.points()) {
      ofHeaders.getOrDefault(point.header(), root).points.add(point);
    }
    for (int i = all.size() - 1; i >= 0; i--) {
      all.get(i).sum();
    }
    return all;
  }

  private void sum() {
    count = points.size() + inner.stream().mapToInt(crossing -> crossing.count).sum();
  }

  /** Whether it is the entry of the body. */
  boolean isEntry() {
    return header == null;
  }

  /** The types there. */
  Frame<BasicValue> frame() {
    return frame;
  }

  /** The loop header that it is; the entry is none. */
  LoopHeader header() {
    return Objects.requireNonNull(header);
  }

  /** Where the way to it begins, at the crossing before it. */
  LabelNode way() {
    return way;
  }

  /** The awaits that ways lead to. */
  List<SuspendPoint> points() {
    return points;
  }

  /** The crossings that ways lead to. */
  List<Crossing> inner() {
    return inner;
  }

  /** How many awaits are reached over this crossing. */
  int count() {
    return count;
  }

  /** Adds the states of all awaits that are reached over this crossing. */
  void addStates(Collection<Integer> states) {
    points.forEach(point -> states.add(point.state()));
    inner.forEach(crossing -> crossing.addStates(states));
  }
}
