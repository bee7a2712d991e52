package dev.weft.internal.inspect;

import dev.weft.Future;
import dev.weft.abi.Strand;
import dev.weft.abi.Suspension;
import dev.weft.internal.task.Branch;
import dev.weft.internal.task.RuntimeStrand;
import dev.weft.internal.waits.Held;
import dev.weft.internal.waits.Resource;
import dev.weft.internal.waits.Wait;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who holds what others wait for, among strands that rest.
 *
 * <p>Variables are looked through only if somebody waits for something that can be held.
 */
final class Holders {
  /** Of more the rest is left out. */
  private static final int MAX_HOLDERS = 10;

  /** What somebody waits for, and those that hold it, in words. */
  private final Map<Resource, List<String>> holders = new HashMap<>();

  Holders(Collection<? extends RuntimeStrand> strands) {
    for (RuntimeStrand strand : strands) {
      if (strand.rest() >= 0) {
        addWanted(strand);
      }
    }
    if (!holders.isEmpty()) {
      strands.forEach(this::look);
    }
  }

  private void addWanted(Strand strand) {
    Future<?> leaf = Suspension.leafOf(strand);
    Wait wait = leaf == null ? null : Leaves.waitOf(leaf);
    if (wait instanceof Wait.ForUnits units) {
      holders.putIfAbsent(units.resource(), new ArrayList<>());
    } else if (wait instanceof Wait.ForStrands on) {
      branches(on).forEach(this::addWanted);
    }
  }

  private static List<? extends Strand> branches(@Nullable Wait wait) {
    return wait instanceof Wait.ForStrands on
        ? on.strands().stream().filter(Branch.class::isInstance).toList()
        : List.of();
  }

  private void look(RuntimeStrand root) {
    long rest = root.rest();
    if (rest >= 0) {
      List<Found> found = new ArrayList<>();
      look(root, root, found);
      if (root.rest() == rest) {
        found.forEach(this::add);
      }
    }
  }

  private record Found(Resource resource, String holder) {}

  private void look(RuntimeStrand root, Strand strand, List<Found> found) {
    Suspension suspension = Suspension.of(strand);
    if (suspension == null) {
      return;
    }
    for (Holdings.Find find : Holdings.of(suspension)) {
      for (Held.Share share : find.shares()) {
        if (holders.containsKey(share.resource())) {
          found.add(new Found(share.resource(), Node.name(root, strand) + " as " + find.place()));
        }
      }
    }
    branches(Leaves.waitOf(suspension.leaf())).forEach(branch -> look(root, branch, found));
  }

  private void add(Found found) {
    List<String> known = holders.getOrDefault(found.resource, List.of());
    if (known.size() < MAX_HOLDERS) {
      known.add(found.holder);
    }
  }

  /** Who holds something that somebody waits for. */
  List<String> of(Resource resource) {
    return holders.getOrDefault(resource, List.of());
  }
}
