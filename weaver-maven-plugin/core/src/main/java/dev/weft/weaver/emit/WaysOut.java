package dev.weft.weaver.emit;

import dev.weft.weaver.plan.FrameField;
import dev.weft.weaver.plan.Operand;
import dev.weft.weaver.plan.Spill;
import dev.weft.weaver.plan.StateMachinePlan;
import dev.weft.weaver.plan.SuspendPoint;
import dev.weft.weaver.scan.Abi;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Type;

/**
 * The static methods of a frame class through which a body leaves. Such a method links the frame,
 *
 * <p>which it makes if there is none, puts values into it and returns what says so. So an await
 * costs its body only the loads of what it keeps, and awaits that keep values in the same fields
 * share a method.
 */
final class WaysOut {
  /** Slots that the arguments of a method may take (JVMS 4.3.3). */
  private static final int MOST_SLOTS = 255;

  /**
   * One of the methods.
   *
   * @param name its name
   * @param arguments the values that it takes, before the frame, the receiver if there is one, the
   *     strand and the state
   */
  record WayOut(String name, List<Argument> arguments) {
    /** How many slots the values take. */
    int slots() {
      return arguments.stream().mapToInt(argument -> argument.type().getSize()).sum();
    }
  }

  /**
   * A value that a method takes.
   *
   * @param type its type
   * @param field where it goes; null for one that isn't kept, as it can be made again
   */
  record Argument(Type type, @Nullable FrameField field) {}

  private final StateMachinePlan plan;
  private final Map<FrameField, Integer> places = new HashMap<>();
  private final Map<List<Argument>, WayOut> ways = new LinkedHashMap<>();

  private WaysOut(StateMachinePlan plan) {
    this.plan = plan;
    plan.fields().forEach(field -> places.put(field, places.size()));
  }

  /** The methods that the body of a plan needs, always in the same order. */
  static WaysOut of(StateMachinePlan plan) {
    WaysOut ways = new WaysOut(plan);
    ways.add(List.of(), plan.arguments());
    plan.points().forEach(point -> ways.add(ways.stack(point), point.locals()));
    return ways;
  }

  private void add(List<Argument> stack, List<Spill> locals) {
    List<Argument> arguments = new ArrayList<>(stack);
    inOrder(locals).forEach(local -> arguments.add(argument(local)));
    WayOut way = new WayOut(Abi.WAY_OUT + ways.size(), arguments);
    int others = (Type.getArgumentsAndReturnSizes(descriptor(List.of())) >> 2) - 1;
    if (way.slots() + others <= MOST_SLOTS) {
      ways.putIfAbsent(arguments, way);
    }
  }

  /** All of them. */
  List<WayOut> all() {
    return List.copyOf(ways.values());
  }

  /** The one that an await takes; null if it keeps so much that none can. */
  @Nullable WayOut of(SuspendPoint point) {
    return find(stack(point), point.locals());
  }

  /** The one for a body that hasn't started; null if it has too many arguments. */
  @Nullable WayOut postponed() {
    return find(List.of(), plan.arguments());
  }

  private @Nullable WayOut find(List<Argument> stack, List<Spill> locals) {
    List<Argument> arguments = new ArrayList<>(stack);
    inOrder(locals).forEach(local -> arguments.add(argument(local)));
    return ways.get(arguments);
  }

  /** Locals in the order in which a method takes them, which doesn't depend on their slots. */
  List<Spill> inOrder(List<Spill> locals) {
    return locals.stream()
        .sorted(Comparator.comparing(spill -> Objects.requireNonNull(places.get(spill.field()))))
        .toList();
  }

  private List<Argument> stack(SuspendPoint point) {
    List<Argument> arguments = new ArrayList<>();
    for (Operand operand : point.stack()) {
      arguments.add(
          operand instanceof Operand.Kept kept
              ? argument(kept.spill())
              : new Argument(Type.getType(operand.kind().descriptor()), null));
    }
    return arguments;
  }

  private static Argument argument(Spill spill) {
    return new Argument(Type.getType(spill.field().descriptor()), spill.field());
  }

  /** The descriptor of a method. */
  String descriptor(WayOut way) {
    return descriptor(way.arguments());
  }

  private String descriptor(List<Argument> arguments) {
    StringBuilder descriptor = new StringBuilder("(");
    arguments.forEach(argument -> descriptor.append(argument.type()));
    String rest = FrameClassEmitter.atDescriptor(plan);
    return descriptor
        .append(rest, 1, rest.indexOf(')') + 1)
        .append(plan.result().descriptor())
        .toString();
  }

  /** How many slots of the stack the values take, at most. */
  int mostSlots() {
    return ways.values().stream().mapToInt(WayOut::slots).max().orElse(0);
  }
}
