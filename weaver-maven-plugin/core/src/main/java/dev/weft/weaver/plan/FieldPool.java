package dev.weft.weaver.plan;

import dev.weft.weaver.analyse.Accessibility;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.objectweb.asm.tree.analysis.BasicValue;

/**
 * The fields of one frame class. Awaits share them, by kind: all references go into fields of type
 * Object and are cast when they come back. Only a reference whose class the user's class may not
 * name, so that a cast would fail, gets a field of its own type.
 */
final class FieldPool {
  private final Accessibility accessibility;

  /** The fields of each type, in the order in which the types came up. */
  private final Map<String, List<FrameField>> fields = new LinkedHashMap<>();

  FieldPool(Accessibility accessibility) {
    this.accessibility = accessibility;
  }

  List<FrameField> all() {
    return fields.values().stream().flatMap(List::stream).toList();
  }

  /** Gives out the fields for one await. */
  Allotment allot() {
    return new Allotment();
  }

  /** The fields that one await uses. */
  final class Allotment {
    private final Map<String, Integer> used = new HashMap<>();

    FrameField next(BasicValue value) {
      Kind kind = Kind.of(value);
      boolean exact = kind == Kind.REFERENCE && !accessibility.canName(value.getType());
      String descriptor = exact ? value.getType().getDescriptor() : kind.descriptor();
      List<FrameField> pool = fields.computeIfAbsent(descriptor, d -> new ArrayList<>());
      int number = used.merge(descriptor, 1, Integer::sum) - 1;
      if (number == pool.size()) {
        String prefix = exact ? "x" + fields.size() + "_" : kind.prefix();
        pool.add(new FrameField(prefix + number, descriptor));
      }
      return pool.get(number);
    }
  }
}
