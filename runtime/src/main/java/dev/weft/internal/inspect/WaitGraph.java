package dev.weft.internal.inspect;

import dev.weft.Future;
import dev.weft.abi.Strand;
import dev.weft.internal.task.Branch;
import dev.weft.internal.task.RuntimeStrand;
import dev.weft.internal.waits.Held;
import dev.weft.internal.waits.Resource;
import dev.weft.internal.waits.Wait;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The strands of a runtime that wait, and which of them can't ever go on.
 *
 * <p>A strand is stuck if it waits for another one that is; or for more units of a resource than
 * there would be if all gave back theirs but the stuck ones; or behind a stuck one in a line. All
 * are taken for stuck at first, and whoever isn't is taken out, and then those are looked at again
 * that it would have held up. Units whose holder wasn't found count as if they could come back any
 * time, and whoever has run since it was looked at counts as not stuck: so what remains is stuck
 * for sure, as long as nobody makes new units.
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

  private final Map<Resource, Contention> contentions = new HashMap<>();

  /** Who waits for a strand, by that. */
  private final IdentityHashMap<Strand, List<Node>> awaiting = new IdentityHashMap<>();

  /** Resources and strands for which those that wait are to be looked at again. */
  private final Deque<Object> changed = new ArrayDeque<>();

  /** What is in {@link #changed}. */
  private final Set<Object> listed = new HashSet<>();

  /** The graph of strands that rest, and of the branches that they wait for. */
  WaitGraph(Collection<? extends RuntimeStrand> roots) {
    roots.forEach(this::add);
    nodes.values().forEach(this::addHoldings);
    contentions.values().forEach(contention -> contention.readLine(asking));
    takeOutIf(node -> !isHeldUp(node));
    takeOutIf(node -> !node.stillRests());
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
      contention(units.resource()).addWaiting(node);
      if (units.asked() != null) {
        asking.put(units.asked(), node);
      }
    } else if (node.wait instanceof Wait.ForStrands on) {
      on.strands().forEach(each -> addAwaiting(each, node));
      on.strands().stream()
          .filter(Branch.class::isInstance)
          .forEach(branch -> add(root, rest, branch));
    }
  }

  private Contention contention(Resource resource) {
    return contentions.computeIfAbsent(resource, key -> new Contention(key, this::isStuck));
  }

  private void addAwaiting(Strand strand, Node node) {
    awaiting.computeIfAbsent(strand, unused -> new ArrayList<>()).add(node);
  }

  /** What nobody waits for makes no difference. */
  private void addHoldings(Node node) {
    for (Holdings.Find find : node.holdings) {
      for (Held.Share share : find.shares()) {
        Contention contention = contentions.get(share.resource());
        if (contention != null) {
          contention.addHolder(node, find, share.count());
        }
      }
    }
  }

  private void takeOutIf(Predicate<Node> condition) {
    nodes.values().stream().filter(condition).toList().forEach(this::takeOut);
    for (Object what = changed.poll(); what != null; what = changed.poll()) {
      listed.remove(what);
      thoseWaitingFor(what).stream()
          .filter(node -> isStuck(node) && !isHeldUp(node))
          .forEach(this::takeOut);
    }
  }

  private List<Node> thoseWaitingFor(Object what) {
    return what instanceof Strand strand
        ? awaiting.getOrDefault(strand, List.of())
        : contention((Resource) what).waiting();
  }

  private void takeOut(Node node) {
    nodes.remove(node.strand);
    change(node.strand);
    if (node.wait instanceof Wait.ForUnits units) {
      change(units.resource());
    }
    for (Holdings.Find find : node.holdings) {
      find.shares().forEach(share -> letGo(find.held(), share.resource()));
    }
  }

  private void letGo(Held held, Resource resource) {
    Contention contention = contentions.get(resource);
    if (contention != null) {
      contention.letGo(held);
      change(resource);
    }
  }

  private void change(Object what) {
    if (listed.add(what)) {
      changed.add(what);
    }
  }

  /** Those that can't go on. */
  Collection<Node> stuck() {
    return nodes.values();
  }

  private boolean isStuck(Node node) {
    return nodes.get(node.strand) == node;
  }

  private boolean isHeldUp(Node node) {
    return node.wait instanceof Wait.ForUnits units
        ? contention(units.resource()).isHeldUp(node, units.count())
        : stuckOne((Wait.ForStrands) node.wait) != null;
  }

  private @Nullable Node stuckOne(Wait.ForStrands on) {
    return on.strands().stream().map(nodes::get).filter(Objects::nonNull).findFirst().orElse(null);
  }

  /** Why a stuck one doesn't go on. */
  Reason reason(Node stuck) {
    return stuck.wait instanceof Wait.ForUnits units
        ? reason(stuck, contention(units.resource()))
        : new Reason(Objects.requireNonNull(stuckOne((Wait.ForStrands) stuck.wait)), null, false);
  }

  private static Reason reason(Node stuck, Contention contention) {
    Node ahead = contention.ahead(stuck);
    if (ahead != null) {
      return new Reason(ahead, null, true);
    }
    Contention.Holder holder = contention.holder();
    return new Reason(holder.node(), holder.place(), false);
  }
}
