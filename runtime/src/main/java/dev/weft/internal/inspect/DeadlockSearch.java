package dev.weft.internal.inspect;

import dev.weft.Deadlock;
import dev.weft.abi.Suspension;
import dev.weft.internal.task.RuntimeStrand;
import dev.weft.internal.waits.Wait;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Finds circles among the strands that can't go on. */
public final class DeadlockSearch {
  private final WaitGraph graph;

  /** Those that were in a circle or led to one. */
  private final Set<Node> seen = new HashSet<>();

  private final List<Deadlock> found = new ArrayList<>();

  private DeadlockSearch(WaitGraph graph) {
    this.graph = graph;
  }

  /**
   * Looks for deadlocks.
   *
   * @param roots the strands that threads poll, running or not
   * @return those among strands that have rested all the time
   */
  public static List<Deadlock> among(Collection<? extends RuntimeStrand> roots) {
    DeadlockSearch search = new DeadlockSearch(new WaitGraph(roots));
    search.graph.stuck().forEach(search::follow);
    return search.found;
  }

  /** Each stuck one waits for another stuck one, so the way ends in a circle or in a known one. */
  private void follow(Node start) {
    List<Node> way = new ArrayList<>();
    Node node = start;
    while (seen.add(node)) {
      way.add(node);
      node = graph.reason(node).on();
    }
    int circle = way.indexOf(node);
    if (circle >= 0) {
      found.add(new Deadlock(way.subList(circle, way.size()).stream().map(this::wait).toList()));
    }
  }

  private Deadlock.Wait wait(Node node) {
    return new Deadlock.Wait(
        node.name(), node.leaf.toString(), obstacle(node), Suspension.stack(node.strand));
  }

  private String obstacle(Node node) {
    WaitGraph.Reason reason = graph.reason(node);
    String other = reason.on() == node ? "it itself" : reason.on().name();
    if (!(node.wait instanceof Wait.ForUnits units)) {
      return other;
    }
    if (reason.ahead()) {
      return units.resource().name() + ", behind " + other + " in the line";
    }
    return units.resource().name() + ", which " + other + " holds as " + reason.place();
  }
}
