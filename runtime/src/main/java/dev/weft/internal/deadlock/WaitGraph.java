package dev.weft.internal.deadlock;

import dev.weft.Future;
import dev.weft.abi.Strand;
import dev.weft.internal.task.Branch;
import dev.weft.internal.task.RuntimeStrand;
import dev.weft.internal.waits.Resource;
import dev.weft.internal.waits.Wait;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The strands of a runtime that wait, and which of them can't ever go on.
 *
 * <p>A strand is stuck if it waits for another one that is; or for more units of a resource than
 * there would be if all gave back theirs but the stuck ones; or behind a stuck one in a line. All
 * are taken for stuck at first, and whoever isn't is taken out, and then those are looked at again
 * that it would have held up. Units whose holder wasn't found count as if they could come back any
 * time: so what remains is stuck for sure, as long as nobody makes new units.
 */
final class WaitGraph {
  /**
   * Why a stuck strand doesn't go on.
   *
   * @param on the stuck one that it waits for
   * @param place where that holds what is waited for; null if that itself is waited for, or if it
   *     only stands before it in a line
   * @param ahead whether that stands before it in a line
   */
  record Reason(Node on, @Nullable String place, boolean ahead) {}

  /** The stuck ones, in the end. */
  private final IdentityHashMap<Strand, Node> nodes = new IdentityHashMap<>();

  /** Who stands in a line, by what stands there for it. */
  private final IdentityHashMap<Future<?>, Node> asking = new IdentityHashMap<>();

  /** Who waits for a resource, by that, and who waits for a strand, by that. */
  private final Map<Object, List<Node>> waiting = new HashMap<>();

  private final Map<Resource, Holders> holders;
  private final Deque<Node> unsure = new ArrayDeque<>();

  /** The graph of strands that rest, and of the branches that they wait for. */
  WaitGraph(Collection<? extends RuntimeStrand> roots) {
    roots.forEach(this::add);
    holders = Holders.of(nodes.values());
    unsure.addAll(nodes.values());
    for (Node node = unsure.poll(); node != null; node = unsure.poll()) {
      if (isStuck(node) && reason(node) == null) {
        takeOut(node);
      }
    }
  }

  private void add(RuntimeStrand root) {
    long rest = root.rest();
    if (rest >= 0) {
      add(root, rest, root);
    }
  }

  private void add(RuntimeStrand root, long rest, Strand strand) {
    Node node = Node.of(root, rest, strand);
    if (node == null) {
      return;
    }
    nodes.put(strand, node);
    if (node.wait instanceof Wait.ForUnits units) {
      if (units.asked() != null) {
        asking.put(units.asked(), node);
      }
      waitsFor(units.resource(), node);
    } else if (node.wait instanceof Wait.ForStrands on) {
      on.strands().forEach(each -> waitsFor(each, node));
      on.strands().stream()
          .filter(Branch.class::isInstance)
          .forEach(branch -> add(root, rest, branch));
    }
  }

  private void waitsFor(Object what, Node node) {
    waiting.computeIfAbsent(what, unused -> new ArrayList<>()).add(node);
  }

  private void takeOut(Node node) {
    nodes.remove(node.strand);
    recheckThoseWaitingFor(node.strand);
    if (node.wait instanceof Wait.ForUnits units) {
      recheckThoseWaitingFor(units.resource());
    }
    for (Holdings.Find find : node.holdings) {
      find.shares().forEach(share -> recheckThoseWaitingFor(share.resource()));
    }
  }

  private void recheckThoseWaitingFor(Object what) {
    unsure.addAll(waiting.getOrDefault(what, List.of()));
  }

  /** Those that can't go on. */
  Collection<Node> stuck() {
    return nodes.values();
  }

  private boolean isStuck(Node node) {
    return nodes.get(node.strand) == node;
  }

  /** Why one doesn't go on; null if it may. */
  @Nullable Reason reason(Node node) {
    return node.wait instanceof Wait.ForUnits units
        ? reason(units)
        : reason((Wait.ForStrands) node.wait);
  }

  private @Nullable Reason reason(Wait.ForStrands on) {
    return on.strands().stream()
        .map(nodes::get)
        .filter(Objects::nonNull)
        .findFirst()
        .map(stuck -> new Reason(stuck, null, false))
        .orElse(null);
  }

  private @Nullable Reason reason(Wait.ForUnits units) {
    Resource resource = units.resource();
    Holders of = holders.get(resource);
    Node ahead = stuckAhead(units);
    if (ahead != null) {
      return new Reason(ahead, null, true);
    }
    if (of == null || resource.units() - of.held(this::isStuck) >= units.count()) {
      return null;
    }
    Holders.Holder holder = of.any(this::isStuck);
    return holder == null ? null : new Reason(holder.node(), holder.place(), false);
  }

  /** A stuck one that is served before another one; null if there is none. */
  private @Nullable Node stuckAhead(Wait.ForUnits units) {
    for (Future<?> asked : units.resource().queue()) {
      if (asked == units.asked()) {
        return null;
      }
      Node other = asking.get(asked);
      if (other != null && isStuck(other)) {
        return other;
      }
    }
    return null;
  }
}
