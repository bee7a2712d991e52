package dev.weft.weaver.scan;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.AnnotationNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * Finds the bodies of a class that are to become state machines, and the awaits that stand
 * elsewhere.
 */
public final class ClassScan {
  private final Reporter reporter;
  private final Bodies bodies;
  private final LambdaScan lambdas;
  private final List<LambdaSite> lambdaSites;
  private final List<Implementation> implementations;
  private final @Nullable Companion companion;

  /**
   * A companion to be made.
   *
   * @param type the interface that it is made for
   * @param extended the companions that it extends: of the async interfaces that the type extends
   */
  public record Companion(AsyncInterface type, List<String> extended) {}

  private ClassScan(ClassNode owner, AsyncTypes types, Reporter reporter) {
    this.reporter = reporter;
    bodies = new Bodies(owner, reporter);
    owner.methods.forEach(this::findDeclared);
    implementations = new ImplementationScan(owner, types, bodies).scan();
    lambdas = new LambdaScan(owner, types, bodies, reporter);
    lambdaSites = lambdas.scan();
    owner.methods.forEach(this::checkAwaits);
    AsyncInterface self = types.find(owner.name);
    if (self == null && annotation(owner.visibleAnnotations, Abi.ASYNC_LAMBDA) != null) {
      reporter.report(
          "WEFT-011",
          "@AsyncLambda is for functional interfaces: with one abstract method, and not sealed;"
              + " remove it");
    }
    companion = self != null && self.suspends() ? companion(self, types) : null;
  }

  private Companion companion(AsyncInterface self, AsyncTypes types) {
    if (Bodies.hasTooManySlots(self.descriptor())) {
      reporter.report(
          "WEFT-107",
          "the method "
              + self.method()
              + " of an @AsyncLambda interface has too many parameters: once woven it takes two"
              + " more, and the JVM allows 255 slots; pass an object");
    }
    List<String> extended = new ArrayList<>();
    for (AsyncInterface type : types.extendedBy(self)) {
      if (type.companion() == null) {
        reporter.report("WEFT-111", type.neverWoven());
      } else {
        extended.add(type.companion());
      }
    }
    return new Companion(self, extended);
  }

  /** Scans a class that uses some types; problems go to the reporter. */
  public static ClassScan of(ClassNode owner, AsyncTypes types, Reporter reporter) {
    return new ClassScan(owner, types, reporter);
  }

  /** Whether there is nothing to do. */
  public boolean isEmpty() {
    return bodies.all().isEmpty() && companion == null;
  }

  /** The bodies to rewrite, in a fixed order. */
  public List<AsyncMethod> methods() {
    return bodies.all();
  }

  /** The places where async lambdas are made that take a strand. */
  public List<LambdaSite> lambdaSites() {
    return lambdaSites;
  }

  /** The methods that implement async interfaces. */
  public List<Implementation> implementations() {
    return implementations;
  }

  /** The companion that the class needs as an async interface; null if it needs none. */
  public @Nullable Companion companion() {
    return companion;
  }

  /** The async method of this class with a name and a descriptor, or null. */
  public @Nullable AsyncMethod find(String name, String descriptor) {
    return bodies.find(name, descriptor);
  }

  private void findDeclared(MethodNode method) {
    if ((method.access & (Opcodes.ACC_BRIDGE | Opcodes.ACC_SYNTHETIC)) != 0) {
      return;
    }
    boolean main = annotation(method, Abi.ASYNC_MAIN) != null;
    if (main && method.name.equals("main") && method.desc.equals("([Ljava/lang/String;)V")) {
      bodies.declare(method, Role.MAIN, ReturnKind.VALUE, "@AsyncMain method");
    } else if (TestMethods.isTest(method)) {
      declareTest(method);
    } else if (main || annotation(method, Abi.ASYNC) != null) {
      declareByReturnType(method, main ? "@AsyncMain" : "@Async");
    }
  }

  private void declareTest(MethodNode method) {
    String kind = TestMethods.kind(method);
    TestMethods.misuse(method)
        .ifPresentOrElse(
            what -> bodies.refuse("WEFT-015", method, kind + " " + method.name + " " + what),
            () -> bodies.declare(method, Role.TEST, ReturnKind.VALUE, kind));
  }

  private void declareByReturnType(MethodNode method, String annotation) {
    ReturnKind returns = ReturnKind.of(method.desc);
    if (returns == ReturnKind.VALUE) {
      bodies.refuse(
          "WEFT-001",
          method,
          annotation
              + " method "
              + method.name
              + " must return Future, CompletableFuture or CompletionStage");
    } else {
      bodies.declare(method, Role.of(returns), returns, "@Async method");
    }
  }

  private void checkAwaits(MethodNode method) {
    boolean async = bodies.isAsync(method);
    if (isLeftOut(method)) {
      return;
    }
    for (AbstractInsnNode insn : method.instructions) {
      if (!async && (Instructions.isAwait(insn) || Instructions.isEach(insn))) {
        reporter.report("WEFT-004", method, insn, misplaced(((MethodInsnNode) insn).name, method));
      } else if (insn instanceof InvokeDynamicInsnNode indy && refersTo(Abi.AWAIT, indy)) {
        reporter.report(
            "WEFT-006",
            method,
            insn,
            "Weft::await can't be a method reference, since it suspends the method that it stands"
                + " in; write a loop with await in its body");
      } else if (insn instanceof InvokeDynamicInsnNode indy && refersTo(Abi.EACH, indy)) {
        reporter.report(
            "WEFT-014",
            method,
            insn,
            "Weft::each can't be a method reference, since nothing would wait for the elements;"
                + " write for (var x : each(stream))");
      }
    }
  }

  /**
   * Whether it is the body of a lambda in code that is never reached: javac emits the body, but
   * nothing that makes the lambda.
   */
  private boolean isLeftOut(MethodNode method) {
    return (method.access & Opcodes.ACC_SYNTHETIC) != 0
        && method.name.startsWith("lambda$")
        && find(method.name, method.desc) == null
        && !lambdas.isReferenced(method);
  }

  private static boolean refersTo(String name, InvokeDynamicInsnNode indy) {
    for (Object argument : indy.bsmArgs) {
      if (argument instanceof Handle handle
          && handle.getOwner().equals(Abi.WEFT)
          && handle.getName().equals(name)) {
        return true;
      }
    }
    return false;
  }

  /** What is wrong with a call of await or each. */
  private static String misplaced(String called, MethodNode method) {
    if (method.name.equals("<init>")) {
      return called
          + " in a constructor or an instance initialiser; "
          + "await in a static @Async method that calls the constructor with the result";
    }
    if (method.name.equals("<clinit>")) {
      return called + " in a static initialiser; await in an @Async method";
    }
    if (annotation(method, Abi.PLAIN_TEST) != null) {
      return called
          + " in a test that isn't async; annotate "
          + method.name
          + " with dev.weft.junit5.AsyncTest in place of @Test";
    }
    if ((method.access & Opcodes.ACC_SYNTHETIC) != 0) {
      return called
          + " in a lambda that isn't async; write a loop, or pass the lambda to async(...),"
          + " spawn(...) or another parameter of async kind";
    }
    return called
        + " outside of async code; annotate the method "
        + method.name
        + " with dev.weft.Async and have it return a Future";
  }

  /** An annotation of a method, or null. */
  public static @Nullable AnnotationNode annotation(MethodNode method, String descriptor) {
    AnnotationNode visible = annotation(method.visibleAnnotations, descriptor);
    return visible != null ? visible : annotation(method.invisibleAnnotations, descriptor);
  }

  private static @Nullable AnnotationNode annotation(
      @Nullable List<AnnotationNode> annotations, String descriptor) {
    return annotations == null
        ? null
        : annotations.stream().filter(a -> a.desc.equals(descriptor)).findFirst().orElse(null);
  }
}
