package dev.weft.weaver.emit;

import dev.weft.weaver.plan.FrameField;
import dev.weft.weaver.plan.Spill;
import dev.weft.weaver.plan.StateMachinePlan;
import dev.weft.weaver.plan.SuspendPoint;
import dev.weft.weaver.scan.Instructions;
import dev.weft.weaver.scan.Variables;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * Writes what a frame class tells about its states, as one text: where each is in the source, and
 * which variables the frame's fields hold in it. {@code AsyncFrame.table} describes the form.
 *
 * <p>It is made for few bytes: a name stands there once however many states have it, and a state
 * that holds the same variables as the one before says just that.
 */
final class StateTable {
  /** A constant may have 65,535 bytes; rare characters take more there than in UTF-8. */
  private static final int MAX_BYTES = 60_000;

  private final StateMachinePlan plan;
  private final Variables variables;
  private final Map<FrameField, Integer> fields = new HashMap<>();
  private final Map<String, Integer> names = new LinkedHashMap<>();
  private final List<String> lines = new ArrayList<>();
  private final List<String> namedLines = new ArrayList<>();
  private String namesBefore = "";

  private StateTable(StateMachinePlan plan) {
    this.plan = plan;
    variables = new Variables(plan.method().node());
    plan.fields().forEach(field -> fields.put(field, fields.size()));
  }

  /** The table of a method that has not become a body yet. */
  static String of(StateMachinePlan plan, @Nullable String sourceFile) {
    StateTable table = new StateTable(plan);
    String method = plan.method().node().name;
    return table.text(PlaceText.of(plan.owner(), method, sourceFile));
  }

  private String text(String place) {
    MethodNode node = plan.method().node();
    add(Instructions.firstLine(node), plan.arguments(), node.instructions.getFirst());
    for (SuspendPoint point : plan.points()) {
      add(point.line(), point.locals(), point.await());
    }
    if (!names.isEmpty()) {
      namedLines.add(" " + String.join(" ", names.keySet()));
    }
    String text = place + String.join("\n", namedLines);
    return text.getBytes(StandardCharsets.UTF_8).length <= MAX_BYTES
        ? text
        : place + String.join("\n", lines);
  }

  private void add(int line, List<Spill> kept, AbstractInsnNode at) {
    String number = PlaceText.line(line);
    String numbers = numbers(kept, at);
    boolean repeated = !numbers.isEmpty() && numbers.equals(namesBefore);
    lines.add(number);
    namedLines.add(number + (repeated ? "=" : numbers));
    namesBefore = numbers;
  }

  /** The numbers of the variables in the fields, each after a space; none at the end is empty. */
  private String numbers(List<Spill> kept, AbstractInsnNode at) {
    String[] numbers = new String[fields.size()];
    Arrays.fill(numbers, "");
    for (Spill spill : kept) {
      String name = variables.name(spill.position(), at);
      if (name != null) {
        Integer number = names.computeIfAbsent(PlaceText.word(name), n -> names.size());
        numbers[Objects.requireNonNull(fields.get(spill.field()))] = number.toString();
      }
    }
    return (" " + String.join(" ", numbers)).stripTrailing();
  }
}
