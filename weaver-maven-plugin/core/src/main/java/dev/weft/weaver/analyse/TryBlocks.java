package dev.weft.weaver.analyse;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TryCatchBlockNode;

/**
 * The try blocks around each instruction of a method, in the order in which the JVM searches them.
 *
 * <p>Instructions share what they have in common, as the blocks of a source nest: however deep, a
 * block takes the same space.
 */
public final class TryBlocks {
  /**
   * A try block around some instruction and those that the JVM searches after it. The same blocks
   * are the same object.
   */
  public static final class Guard {
    private final TryCatchBlockNode block;
    private final int place;
    private final @Nullable Guard outer;
    private final int depth;

    private Guard(TryCatchBlockNode block, int place, @Nullable Guard outer) {
      this.block = block;
      this.place = place;
      this.outer = outer;
      depth = outer == null ? 0 : outer.depth + 1;
    }

    /** The block that is searched first. */
    public TryCatchBlockNode block() {
      return block;
    }

    /** The blocks that are searched after it. */
    public @Nullable Guard outer() {
      return outer;
    }

    /** Whether it is another one or among the outer ones of that. */
    public boolean isAround(@Nullable Guard inner) {
      Guard at = inner;
      while (at != null && at.depth > depth) {
        at = at.outer;
      }
      return at == this;
    }
  }

  private record Key(int place, @Nullable Guard outer) {}

  private final List<TryCatchBlockNode> table;
  private final Map<Key, Guard> guards = new HashMap<>();
  private final @Nullable Guard[] around;

  private TryBlocks(MethodNode method) {
    table = method.tryCatchBlocks;
    around = new Guard[method.instructions.size()];
    Map<Integer, List<Integer>> changes = changes(method.instructions);
    Guard guard = null;
    for (int i = 0; i < around.length; i++) {
      List<Integer> places = changes.get(i);
      guard = places == null ? guard : change(guard, places);
      around[i] = guard;
    }
  }

  /** The try blocks of a method. */
  public static TryBlocks of(MethodNode method) {
    return new TryBlocks(method);
  }

  /** By instruction, the places in the table of the blocks that begin or end before it. */
  private Map<Integer, List<Integer>> changes(InsnList insns) {
    Map<Integer, List<Integer>> changes = new HashMap<>();
    for (int place = 0; place < table.size(); place++) {
      int start = insns.indexOf(table.get(place).start);
      int end = insns.indexOf(table.get(place).end);
      if (start < end) {
        changes.computeIfAbsent(start, i -> new ArrayList<>()).add(place);
        changes.computeIfAbsent(end, i -> new ArrayList<>()).add(place);
      }
    }
    return changes;
  }

  /** Only the blocks up to the last one that begins or ends are put together anew. */
  private @Nullable Guard change(@Nullable Guard guard, List<Integer> places) {
    TreeSet<Integer> inner = new TreeSet<>();
    int last = Collections.max(places);
    Guard result = guard;
    for (; result != null && result.place <= last; result = result.outer) {
      inner.add(result.place);
    }
    for (int place : places) {
      if (!inner.remove(place)) {
        inner.add(place);
      }
    }
    for (int place : inner.descendingSet()) {
      Key key = new Key(place, result);
      result = guards.computeIfAbsent(key, k -> new Guard(table.get(k.place), k.place, k.outer));
    }
    return result;
  }

  /** The blocks around the instruction with an index, or null where there are none. */
  public @Nullable Guard around(int index) {
    return around[index];
  }
}
