package dev.weft.internal.schedule;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** Tasks that do nothing but take turns, as many as each of them wants. */
final class Runs {
  private Runs() {}

  private record Numbered(long key) implements Candidate {}

  /** Who took which turn when some tasks wanted so many turns each. */
  static List<Long> run(Chooser chooser, int... turns) {
    List<Candidate> ready = new ArrayList<>();
    for (int task = 0; task < turns.length; task++) {
      ready.add(new Numbered(task));
    }
    int[] left = turns.clone();
    List<Long> order = new ArrayList<>();
    int interrupted = Chooser.NOBODY;
    while (!ready.isEmpty()) {
      Candidate next = ready.remove(chooser.next(ready, interrupted));
      order.add(next.key());
      interrupted = Chooser.NOBODY;
      if (--left[(int) next.key()] > 0) {
        ready.add(next);
        interrupted = ready.size() - 1;
      }
    }
    return order;
  }

  /** How often a turn was taken from a task that wanted it. */
  static long interruptions(List<Long> order) {
    return IntStream.range(1, order.size())
        .filter(turn -> !order.get(turn).equals(order.get(turn - 1)))
        .filter(turn -> order.subList(turn, order.size()).contains(order.get(turn - 1)))
        .count();
  }

  /** All orders that an iterator of schedules comes by, in which none may come twice. */
  static Set<List<Long>> all(Iterator<dev.weft.Schedule> schedules, int... turns) {
    Set<List<Long>> orders = new LinkedHashSet<>();
    while (schedules.hasNext()) {
      List<Long> order = run(((Plan) schedules.next()).start(), turns);
      if (!orders.add(order)) {
        throw new AssertionError("twice: " + order);
      }
    }
    return orders;
  }

  /** All orders there are, whoever is interrupted how often. */
  static Set<List<Long>> possible(int... turns) {
    Set<List<Long>> orders = new LinkedHashSet<>();
    extend(List.of(), turns, orders);
    return orders;
  }

  private static void extend(List<Long> order, int[] left, Set<List<Long>> orders) {
    boolean over = true;
    for (int task = 0; task < left.length; task++) {
      if (left[task] > 0) {
        over = false;
        int[] after = left.clone();
        after[task]--;
        List<Long> longer = new ArrayList<>(order);
        longer.add((long) task);
        extend(longer, after, orders);
      }
    }
    if (over) {
      orders.add(order);
    }
  }
}
