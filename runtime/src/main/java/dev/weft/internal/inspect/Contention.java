package dev.weft.internal.inspect;

import dev.weft.Future;
import dev.weft.internal.waits.Held;
import dev.weft.internal.waits.Resource;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A resource that some wait for and some hold, as far as that is known.
 *
 * <p>Strands only ever stop being taken for stuck. So what depends on which of them are is counted
 * down, and whoever stands first in the line is looked for from where it was found before.
 */
final class Contention {
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
    final int count;

    /** Whether all that may give them back are taken for stuck. */
    boolean stuck = true;

    Part(int count) {
      this.count = count;
    }
  }

  private final Resource resource;
  private final Predicate<Node> isStuck;
  private final List<Node> waiting = new ArrayList<>();
  private final IdentityHashMap<Held, Part> parts = new IdentityHashMap<>();

  /** How many units only stuck ones may give back. */
  private int stuckUnits;

  private final List<Node> line = new ArrayList<>();

  /** Nobody before this place in the line is stuck. */
  private int first;

  Contention(Resource resource, Predicate<Node> isStuck) {
    this.resource = resource;
    this.isStuck = isStuck;
  }

  void addWaiting(Node node) {
    waiting.add(node);
  }

  /** Those that wait, stuck or not any more. */
  List<Node> waiting() {
    return waiting;
  }

  void addHolder(Node node, Holdings.Find find, int count) {
    Part part = parts.get(find.held());
    if (part == null) {
      part = new Part(count);
      parts.put(find.held(), part);
      stuckUnits += count;
    }
    part.holders.add(new Holder(node, find.place()));
  }

  /** One that may give something back isn't stuck. */
  void letGo(Held held) {
    Part part = parts.get(held);
    if (part != null && part.stuck) {
      part.stuck = false;
      stuckUnits -= part.count;
    }
  }

  /**
   * Reads the line.
   *
   * @param asking who stands there, by what stands there for it
   */
  void readLine(Map<Future<?>, Node> asking) {
    resource.queue().stream().map(asking::get).filter(Objects::nonNull).forEach(line::add);
  }

  /** A stuck one that is served before another one that waits; null if there is none. */
  @Nullable Node ahead(Node node) {
    while (first < line.size() && !isStuck.test(line.get(first))) {
      first++;
    }
    return first == line.size() || line.get(first) == node ? null : line.get(first);
  }

  /** Whether one that waits for a number of units won't get them. */
  boolean isHeldUp(Node node, int count) {
    return ahead(node) != null || (stuckUnits > 0 && resource.units() - stuckUnits < count);
  }

  /** A stuck one that holds units. */
  Holder holder() {
    return parts.values().stream()
        .filter(part -> part.stuck)
        .flatMap(part -> part.holders.stream())
        .findFirst()
        .orElseThrow();
  }
}
