package dev.weft.internal.inspect;

import dev.weft.Future;
import dev.weft.abi.Strand;
import dev.weft.internal.waits.Wait;
import dev.weft.internal.waits.Waiting;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What futures that strands are suspended with say of themselves. */
final class Leaves {
  private Leaves() {}

  /** A leaf in words. It may be the program's own, and not made to be asked by another thread. */
  static String inWords(Future<?> leaf) {
    try {
      return String.valueOf(leaf);
    } catch (RuntimeException e) {
      return leaf.getClass().getName();
    }
  }

  /** What must happen before a leaf ends; null if that comes by itself, or isn't known. */
  static @Nullable Wait waitOf(Future<?> leaf) {
    if (leaf instanceof Waiting waiting) {
      return waiting.waitsFor();
    }
    if (leaf instanceof Strand strand) {
      return new Wait.ForStrands(List.of(strand));
    }
    return isPublic(leaf) ? waitOfParts(leaf) : null;
  }

  /** Types that users see don't say that they can be asked, but are made of one that can. */
  private static boolean isPublic(Future<?> leaf) {
    return Modifier.isPublic(leaf.getClass().getModifiers())
        && ObjectGraph.isRuntime(leaf.getClass());
  }

  private static @Nullable Wait waitOfParts(Future<?> leaf) {
    for (Field field : ObjectGraph.fields(leaf.getClass())) {
      if (ObjectGraph.read(field, leaf) instanceof Waiting waiting) {
        return waiting.waitsFor();
      }
    }
    return null;
  }
}
