package dev.weft.weaver.lint;

import dev.weft.weaver.ClassFiles;
import dev.weft.weaver.LintOptions;
import dev.weft.weaver.Problem;
import dev.weft.weaver.scan.AsyncMethod;
import dev.weft.weaver.scan.AsyncTypes;
import dev.weft.weaver.scan.ClassScan;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * The lints of a class whose code is still the compiler's. They tell only of what byte code shows
 * plainly, so that nothing is said of code that is right.
 */
public final class ClassLints {
  private final ClassNode owner;
  private final AsyncTypes types;
  private final Lambdas lambdas;
  private final Findings findings;

  private ClassLints(ClassNode owner, AsyncTypes types, LintOptions options) {
    this.owner = owner;
    this.types = types;
    lambdas = new Lambdas(owner);
    findings = new Findings(owner, options.except());
  }

  /**
   * What is found in a class.
   *
   * @param owner the class
   * @param scan what is async in it
   * @param types tells which function objects are async
   * @param supertypes what the types are that it mentions
   * @param classPath where called methods are looked up
   * @param options which calls block, and what is left out
   */
  public static List<Problem> find(
      ClassNode owner,
      ClassScan scan,
      AsyncTypes types,
      Supertypes supertypes,
      ClassFiles classPath,
      LintOptions options) {
    ClassLints lints = new ClassLints(owner, types, options);
    lints.checkAll(supertypes, classPath);
    lints.checkAsync(lints.bodies(scan), supertypes, options);
    return lints.findings.all();
  }

  private void checkAll(Supertypes supertypes, ClassFiles classPath) {
    DroppedFutures dropped =
        new DroppedFutures(
            supertypes,
            types,
            new Expectations(owner, lambdas),
            new IgnoredResults(owner, classPath, supertypes),
            findings);
    ForeignAsync foreign = new ForeignAsync(findings);
    for (MethodNode method : owner.methods) {
      foreign.check(method);
      if ((method.access & Opcodes.ACC_BRIDGE) == 0) {
        dropped.check(method);
      }
    }
  }

  private void checkAsync(Set<MethodNode> bodies, Supertypes supertypes, LintOptions options) {
    BlockingInAsync blocking = new BlockingInAsync(options.blocking(), supertypes, findings);
    HeldAcrossAwait held = new HeldAcrossAwait(supertypes, findings);
    NullEnds nullEnds = new NullEnds(findings);
    SwallowedCancellations swallowed = new SwallowedCancellations(findings);
    SelfRecursion recursion = new SelfRecursion(owner, findings);
    for (MethodNode body : bodies) {
      blocking.check(body);
      held.check(body);
      nullEnds.check(body);
      swallowed.check(body);
      recursion.check(body);
    }
  }

  /** What is woven, and lambdas that are async and await nothing. */
  private Set<MethodNode> bodies(ClassScan scan) {
    Set<MethodNode> bodies = new LinkedHashSet<>();
    scan.methods().stream().map(AsyncMethod::node).forEach(bodies::add);
    owner.methods.stream().filter(this::isAsyncLambda).forEach(bodies::add);
    return bodies;
  }

  private boolean isAsyncLambda(MethodNode method) {
    List<Lambdas.Site> sites = lambdas.of(method);
    return (method.access & Opcodes.ACC_SYNTHETIC) != 0
        && !sites.isEmpty()
        && sites.stream().allMatch(site -> types.find(site.type()) != null);
  }
}
