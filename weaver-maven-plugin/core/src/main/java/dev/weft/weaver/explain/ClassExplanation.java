package dev.weft.weaver.explain;

import dev.weft.weaver.plan.StateMachinePlan;
import dev.weft.weaver.scan.CodeLengths;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** What becomes of the async methods of one class, as text for people. */
public final class ClassExplanation {
  /**
   * A method.
   *
   * @param title the method in its source's terms
   * @param source its name and descriptor before
   * @param body the name and descriptor of the body that it becomes
   * @param states the lines about its states
   */
  private record Method(String title, String source, String body, List<String> states) {}

  private final Predicate<String> wanted;
  private final List<Method> methods = new ArrayList<>();

  /** An explanation that has no methods yet, and takes those whose names are wanted. */
  public ClassExplanation(Predicate<String> wanted) {
    this.wanted = wanted;
  }

  /** Takes in the plans of a class whose code is still the compiler's. */
  public void add(List<StateMachinePlan> plans) {
    for (StateMachinePlan plan : plans) {
      if (wanted.test(plan.method().node().name)) {
        add(plan);
      }
    }
  }

  private void add(StateMachinePlan plan) {
    String name = plan.method().node().name;
    methods.add(
        new Method(
            MethodExplanation.title(plan),
            name + plan.method().descriptor(),
            name + plan.bodyDescriptor(),
            MethodExplanation.states(plan)));
  }

  /** The text, with the sizes of the code in the class file before and after. */
  public String text(byte[] before, byte[] after) {
    Map<String, Integer> old = CodeLengths.of(before);
    Map<String, Integer> woven = CodeLengths.of(after);
    StringBuilder text = new StringBuilder();
    for (Method method : methods) {
      text.append(method.title).append('\n');
      Integer length = old.get(method.source);
      text.append("  code ").append(length == null ? "added" : length + " bytes");
      text.append(", woven ").append(woven.get(method.body)).append('\n');
      method.states.forEach(line -> text.append(line).append('\n'));
    }
    return text.toString();
  }
}
