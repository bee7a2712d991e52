package dev.weft.internal.inspect;

import dev.weft.abi.Strand;
import dev.weft.abi.Suspension;
import dev.weft.internal.waits.Held;
import java.lang.reflect.Field;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a suspended strand holds: the guards, permits and ends of channels that its variables lead
 * to, through objects of the program, arrays and the common collections.
 *
 * <p>Frames keep nothing that is dead but a receiver and what lambdas have captured. So all that is
 * found here may still be given back by this strand, and a few things that won't. What lies behind
 * other objects of the JDK, or in modules that aren't open, is not found.
 */
final class Holdings {
  /** Of more objects the rest is not looked at. */
  private static final int MAX_OBJECTS = 10_000;

  /** How far to go in the runtime's own objects: to the end of a channel, and into it. */
  private static final int RUNTIME_DEPTH = 2;

  /**
   * Something that was found.
   *
   * @param held it
   * @param shares what it can give back
   * @param where where it was found, in words
   */
  record Find(Held held, List<Held.Share> shares, Supplier<String> where) {
    String place() {
      return where.get();
    }
  }

  private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
  private final Deque<Object> open = new ArrayDeque<>();
  private final List<Find> finds = new ArrayList<>();

  /** Where it looks now, in words. */
  private Supplier<String> place = () -> "";

  private Holdings() {}

  /** All that a strand holds. */
  static List<Find> of(Suspension suspension) {
    Holdings holdings = new Holdings();
    holdings.place = () -> Leaves.inWords(suspension.leaf());
    holdings.lookIntoRuntime(suspension.leaf(), RUNTIME_DEPTH);
    suspension.frames().forEach(holdings::lookInto);
    return holdings.finds;
  }

  private void lookInto(Suspension.Level level) {
    if (ObjectGraph.isRuntime(level.frame().getClass())) {
      return;
    }
    List<Field> fields = ObjectGraph.declared(level.frame().getClass());
    int receivers = !fields.isEmpty() && fields.get(0).getName().equals("self") ? 1 : 0;
    for (int i = 0; i < fields.size(); i++) {
      Object variable = ObjectGraph.read(fields.get(i), level.frame());
      if (variable != null) {
        int number = i - receivers;
        place = () -> words(name(level.names(), number), level.place());
        follow(variable);
      }
    }
  }

  private static String name(List<String> names, int index) {
    if (index < 0) {
      return "this";
    }
    return index < names.size() ? names.get(index) : "";
  }

  private static String words(String name, @Nullable StackTraceElement place) {
    String variable = name.isEmpty() ? "a variable" : "'" + name + "'";
    return place == null ? variable : variable + " of " + place;
  }

  private void follow(Object variable) {
    reach(variable);
    for (Object next = open.poll(); next != null; next = open.poll()) {
      if (ObjectGraph.isRuntime(next.getClass())) {
        lookIntoRuntime(next, RUNTIME_DEPTH);
      } else {
        ObjectGraph.neighbours(next).forEach(this::reach);
      }
    }
  }

  private void reach(@Nullable Object found) {
    if (found != null && seen.size() < MAX_OBJECTS && seen.add(found)) {
      open.add(found);
    }
  }

  /** Notes what is held by an object of the runtime, and by those that it is made of. */
  private void lookIntoRuntime(Object found, int depth) {
    lookIntoRuntime(found, found, depth);
  }

  private void lookIntoRuntime(Object found, Object owner, int depth) {
    if (found instanceof Held held) {
      note(held, owner);
    } else if (depth > 0 && mayBePartOf(found)) {
      for (Field field : ObjectGraph.fields(found.getClass())) {
        Object part = ObjectGraph.read(field, found);
        if (part != null) {
          lookIntoRuntime(part, found, depth - 1);
        }
      }
    }
  }

  /** A strand is known to whoever wakes or awaits it, and what it holds is its own. */
  private static boolean mayBePartOf(Object found) {
    return !(found instanceof Strand) && ObjectGraph.isRuntime(found.getClass());
  }

  private void note(Held held, Object owner) {
    List<Held.Share> shares = held.shares(owner);
    if (!shares.isEmpty() && finds.stream().noneMatch(find -> find.held() == held)) {
      finds.add(new Find(held, shares, place));
    }
    held.contents().forEach(this::reach);
  }
}
