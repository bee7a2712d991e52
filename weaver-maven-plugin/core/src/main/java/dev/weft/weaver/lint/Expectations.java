package dev.weft.weaver.lint;

import dev.weft.weaver.LintRules;
import java.util.HashSet;
import java.util.Set;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/** Calls that stand in a test for what is expected of them, and whose futures don't matter. */
final class Expectations {
  private final Lambdas lambdas;
  private final Values values;

  Expectations(ClassNode owner, Lambdas lambdas) {
    this.lambdas = lambdas;
    values = new Values(owner.name);
  }

  /** Whether a call is made on what a mock library gives: {@code verify(mock).load()}. */
  boolean isOfMock(MethodNode method, MethodInsnNode call) {
    return values.isMadeOn(method, call, made -> isOfMocks(made.owner));
  }

  /** Whether a method is the body of a lambda, or lies in one, that an assertion runs. */
  boolean areIn(MethodNode body) {
    return areIn(body, new HashSet<>());
  }

  private boolean areIn(MethodNode body, Set<MethodNode> seen) {
    return seen.add(body)
        && lambdas.of(body).stream().anyMatch(site -> is(site) || areIn(site.method(), seen));
  }

  /** Whether a function object goes to an assertion. */
  boolean is(Lambdas.Site site) {
    return isOfLibrary(site.type())
        || values.isArgument(site.method(), site.insn(), call -> isOfLibrary(call.owner));
  }

  private static boolean isOfLibrary(String owner) {
    String name = owner.replace('/', '.');
    return isOfMocks(owner)
        || name.startsWith("org.junit.jupiter.api.function.")
        || LintRules.ASSERTIONS.stream().anyMatch(name::startsWith);
  }

  private static boolean isOfMocks(String owner) {
    return owner.replace('/', '.').startsWith(LintRules.MOCKS);
  }
}
