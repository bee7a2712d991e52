package dev.weft.weaver;

import dev.weft.weaver.plan.StateMachinePlan;
import dev.weft.weaver.scan.CodeLengths;
import dev.weft.weaver.scan.Reporter;
import dev.weft.weaver.scan.Role;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.MethodTooLargeException;
import org.objectweb.asm.tree.ClassNode;

/**
 * Finds the methods that weaving has made so long that HotSpot leaves them to its interpreter. One
 * that was as long before is the source's own doing. It also has the words for those that fit into
 * no class file.
 */
final class HugeMethods {
  /** HotSpot compiles no method of more bytes, unless by -XX:-DontCompileHugeMethods. */
  private static final int LIMIT = 8_000;

  /** The code of a method has fewer than 65,536 bytes (JVMS 4.7.3). */
  private static final int LONGEST = 0xFFFF;

  private HugeMethods() {}

  /**
   * A warning for each such method.
   *
   * @param owner the class, woven
   * @param plans the plans of its methods
   * @param before the class file from the compiler
   * @param after the woven class file
   */
  static List<Problem> find(
      ClassNode owner, List<StateMachinePlan> plans, byte[] before, byte[] after) {
    if (after.length <= LIMIT) {
      return List.of();
    }
    Map<String, Integer> compiled = CodeLengths.of(before);
    Map<String, Integer> woven = CodeLengths.of(after);
    Reporter reporter = new Reporter(owner);
    for (StateMachinePlan plan : plans) {
      String name = plan.method().node().name;
      Integer old = compiled.get(name + plan.method().descriptor());
      int length = woven.getOrDefault(name + plan.bodyDescriptor(), 0);
      if (length > LIMIT && (old == null || old <= LIMIT)) {
        reporter.report("WEFT-115", plan.method().node(), message(plan, old, length));
      }
    }
    return reporter.problems();
  }

  /** A body that the weaver has copied was none before. */
  private static String message(StateMachinePlan plan, @Nullable Integer old, int length) {
    boolean isLambda = plan.method().role() == Role.LAMBDA;
    return (isLambda ? "the async lambda" : "the method " + plan.method().node().name)
        + " has "
        + bytes(length)
        + " of code once woven"
        + (old == null ? "" : ", and " + bytes(old) + " before")
        + "; HotSpot compiles no method of more than "
        + bytes(LIMIT)
        + ", so this one stays slow: split it";
  }

  /** What is said of a method that doesn't fit into a class file. */
  static String refusal(List<StateMachinePlan> plans, MethodTooLargeException e) {
    int awaits =
        plans.stream()
            .filter(plan -> plan.method().node().name.equals(e.getMethodName()))
            .filter(plan -> plan.bodyDescriptor().equals(e.getDescriptor()))
            .mapToInt(plan -> plan.points().size())
            .sum();
    long fitting = (long) awaits * LONGEST / e.getCodeSize();
    return String.format(
        Locale.ROOT,
        "the method %s would have %,d bytes of code once woven, and 65,535 are allowed; split it: it"
            + " has %,d awaits, and about %,d of the kind would fit",
        e.getMethodName(),
        e.getCodeSize(),
        awaits,
        fitting);
  }

  private static String bytes(int count) {
    return String.format(Locale.ROOT, "%,d bytes", count);
  }
}
