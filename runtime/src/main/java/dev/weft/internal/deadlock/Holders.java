package dev.weft.internal.deadlock;

import dev.weft.internal.waits.Held;
import dev.weft.internal.waits.Resource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Who holds the units of one resource. */
final class Holders {
  /**
   * A strand that leads to units.
   *
   * @param node the strand
   * @param place where in it, in words
   */
  record Holder(Node node, String place) {}

  /** Some units, which each of several strands may give back. */
  private static final class Part {
    final List<Holder> holders = new ArrayList<>();
    int count;
  }

  private final IdentityHashMap<Held, Part> parts = new IdentityHashMap<>();

  private Holders() {}

  /** All that strands hold, by resource. */
  static Map<Resource, Holders> of(Collection<Node> nodes) {
    Map<Resource, Holders> all = new HashMap<>();
    for (Node node : nodes) {
      for (Holdings.Find find : node.holdings) {
        for (Held.Share share : find.shares()) {
          all.computeIfAbsent(share.resource(), unused -> new Holders()).add(node, find, share);
        }
      }
    }
    return all;
  }

  private void add(Node node, Holdings.Find find, Held.Share share) {
    Part part = parts.computeIfAbsent(find.held(), unused -> new Part());
    part.count = share.count();
    part.holders.add(new Holder(node, find.place()));
  }

  /** How many units only such strands can give back. */
  int held(Predicate<Node> by) {
    return parts.values().stream()
        .filter(part -> part.holders.stream().allMatch(holder -> by.test(holder.node())))
        .mapToInt(part -> part.count)
        .sum();
  }

  /** Some strand that holds units; null if there is none. */
  @Nullable Holder any(Predicate<Node> of) {
    return parts.values().stream()
        .flatMap(part -> part.holders.stream())
        .filter(holder -> of.test(holder.node()))
        .findFirst()
        .orElse(null);
  }
}
