package dev.weft.weaver.scan;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
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
  /** Slots for arguments and receiver that leave room for the strand and the frame. */
  private static final int MAX_SLOTS = 253;

  private static final String METAFACTORY = "java/lang/invoke/LambdaMetafactory";

  private final ClassNode owner;
  private final Reporter reporter;
  private final Map<String, AsyncMethod> methods = new LinkedHashMap<>();
  private final List<LambdaSite> lambdaSites = new ArrayList<>();
  private final Set<String> frameNames = new HashSet<>();

  /** Methods that are async but can't be woven, by name and descriptor; that was reported. */
  private final Set<String> refused = new HashSet<>();

  /** Methods that function objects are made of, by name and descriptor. */
  private final Set<String> referenced = new HashSet<>();

  /**
   * A place where an async lambda is made.
   *
   * @param insn the instruction that makes it
   * @param kind what it is written as
   * @param lambda its body
   */
  public record LambdaSite(InvokeDynamicInsnNode insn, LambdaKind kind, AsyncMethod lambda) {}

  private ClassScan(ClassNode owner, Reporter reporter) {
    this.owner = owner;
    this.reporter = reporter;
  }

  /** Scans a class; problems go to the reporter. */
  public static ClassScan of(ClassNode owner, Reporter reporter) {
    ClassScan scan = new ClassScan(owner, reporter);
    owner.innerClasses.forEach(inner -> scan.frameNames.add(inner.name));
    owner.methods.forEach(scan::findDeclared);
    owner.methods.stream()
        .sorted(Comparator.comparing(method -> method.name.equals("$deserializeLambda$")))
        .toList()
        .forEach(scan::findLambdas);
    owner.methods.forEach(scan::checkAwaits);
    return scan;
  }

  /** The bodies to rewrite, in a fixed order. */
  public List<AsyncMethod> methods() {
    return List.copyOf(methods.values());
  }

  /** The places where async lambdas are made. */
  public List<LambdaSite> lambdaSites() {
    return lambdaSites;
  }

  /** The async method of this class with a name and a descriptor, or null. */
  public @Nullable AsyncMethod find(String name, String descriptor) {
    return methods.get(name + descriptor);
  }

  private void findDeclared(MethodNode method) {
    if ((method.access & (Opcodes.ACC_BRIDGE | Opcodes.ACC_SYNTHETIC)) != 0) {
      return;
    }
    boolean main = annotation(method, Abi.ASYNC_MAIN) != null;
    if (main && method.name.equals("main") && method.desc.equals("([Ljava/lang/String;)V")) {
      declare(method, Role.MAIN, ReturnKind.VALUE);
    } else if (main || annotation(method, Abi.ASYNC) != null) {
      declareByReturnType(method, main ? "@AsyncMain" : "@Async");
    }
  }

  private void declareByReturnType(MethodNode method, String annotation) {
    switch (Type.getReturnType(method.desc).getDescriptor()) {
      case Abi.FUTURE_DESC -> declare(method, Role.LAZY, ReturnKind.FUTURE);
      case Abi.COMPLETABLE_FUTURE_DESC, Abi.STAGE_DESC ->
          declare(method, Role.EAGER, ReturnKind.STAGE);
      default ->
          refuse(
              "WEFT-001",
              method,
              annotation
                  + " method "
                  + method.name
                  + " must return Future, CompletableFuture or CompletionStage");
    }
  }

  private void declare(MethodNode method, Role role, ReturnKind returns) {
    if ((method.access & (Opcodes.ACC_ABSTRACT | Opcodes.ACC_NATIVE)) != 0) {
      refuse(
          "WEFT-002",
          method,
          "@Async method " + method.name + " has no body; put @Async on its implementations");
    } else if ((method.access & Opcodes.ACC_SYNCHRONIZED) != 0) {
      refuse(
          "WEFT-003",
          method,
          "@Async method "
              + method.name
              + " is synchronized, but a monitor can't be held while suspended; use synchronized"
              + " blocks without an await in them");
    } else if (slots(method) > MAX_SLOTS) {
      refuse(
          "WEFT-107",
          method,
          "@Async method "
              + method.name
              + " has too many parameters: once woven it takes two more, and the JVM allows 255"
              + " slots; pass an object");
    } else {
      add(method, role, returns);
    }
  }

  private void refuse(String id, MethodNode method, String message) {
    refused.add(key(method));
    reporter.report(id, method, message);
  }

  private static int slots(MethodNode method) {
    int slots = Type.getArgumentsAndReturnSizes(method.desc) >> 2;
    return (method.access & Opcodes.ACC_STATIC) != 0 ? slots - 1 : slots;
  }

  private AsyncMethod add(MethodNode method, Role role, ReturnKind returns) {
    AsyncMethod found = new AsyncMethod(method, method.desc, role, returns, frameName(method));
    methods.put(key(method), found);
    return found;
  }

  /** The same for the same class, whatever order methods are asked for. */
  private String frameName(MethodNode method) {
    String base = owner.name + "$" + method.name + "$Frame";
    String name = base;
    for (int i = 2; !frameNames.add(name); i++) {
      name = base + i;
    }
    return name;
  }

  private void findLambdas(MethodNode method) {
    for (AbstractInsnNode insn : method.instructions) {
      if (insn instanceof InvokeDynamicInsnNode indy && indy.bsm.getOwner().equals(METAFACTORY)) {
        findLambda(method, indy);
      }
    }
  }

  private void findLambda(MethodNode method, InvokeDynamicInsnNode indy) {
    LambdaKind kind = LambdaKind.of(Type.getReturnType(indy.desc).getInternalName());
    Handle body = (Handle) indy.bsmArgs[1];
    referenced.add(body.getName() + body.getDesc());
    MethodNode target = kind == null ? null : own(body);
    if (kind == null
        || target == null
        || (target.access & Opcodes.ACC_SYNTHETIC) == 0
        || !Instructions.awaits(target)) {
      return;
    }
    if (!indy.bsm.getName().equals("metafactory")) {
      if (!refused.add(key(target))) {
        return; // once is enough: javac makes a serializable lambda in two places
      }
      reporter.report(
          "WEFT-108",
          method,
          indy,
          "an async lambda can't be serializable and can't have further marker interfaces;"
              + " remove the intersection cast");
      return;
    }
    if (slots(target) > MAX_SLOTS) {
      refuse(
          "WEFT-107",
          target,
          "an async lambda captures too many variables: once woven it takes two more, and the JVM"
              + " allows 255 slots; capture an object");
      return;
    }
    lambdaSites.add(new LambdaSite(indy, kind, lambda(target, kind)));
  }

  /**
   * The body of a lambda. Without debug information javac gives lambdas with the same code one
   * body; where they are of different kinds each needs its own.
   */
  private AsyncMethod lambda(MethodNode target, LambdaKind kind) {
    ReturnKind returns = kind.returnsFuture() ? ReturnKind.FUTURE : ReturnKind.VALUE;
    AsyncMethod found = find(target.name, target.desc);
    if (found == null) {
      return add(target, Role.LAMBDA, returns);
    } else if (found.returns() == returns) {
      return found;
    }
    String name = target.name + "$" + returns.name().toLowerCase(Locale.ROOT);
    AsyncMethod copied = find(name, target.desc);
    return copied != null ? copied : add(copy(target, name), Role.LAMBDA, returns);
  }

  private MethodNode copy(MethodNode target, String name) {
    MethodNode copy =
        new MethodNode(Opcodes.ASM9, target.access, name, target.desc, target.signature, null);
    target.accept(copy);
    owner.methods.add(copy);
    findLambdas(copy);
    return copy;
  }

  private @Nullable MethodNode own(Handle handle) {
    if (!handle.getOwner().equals(owner.name)) {
      return null;
    }
    for (MethodNode method : owner.methods) {
      if (method.name.equals(handle.getName()) && method.desc.equals(handle.getDesc())) {
        return method;
      }
    }
    return null;
  }

  private void checkAwaits(MethodNode method) {
    boolean async = find(method.name, method.desc) != null || refused.contains(key(method));
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

  private static String key(MethodNode method) {
    return method.name + method.desc;
  }

  /**
   * Whether it is the body of a lambda in code that is never reached: javac emits the body, but
   * nothing that makes the lambda.
   */
  private boolean isLeftOut(MethodNode method) {
    return (method.access & Opcodes.ACC_SYNTHETIC) != 0
        && method.name.startsWith("lambda$")
        && find(method.name, method.desc) == null
        && !referenced.contains(key(method));
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
    for (List<AnnotationNode> annotations :
        List.of(orEmpty(method.visibleAnnotations), orEmpty(method.invisibleAnnotations))) {
      for (AnnotationNode annotation : annotations) {
        if (annotation.desc.equals(descriptor)) {
          return annotation;
        }
      }
    }
    return null;
  }

  private static List<AnnotationNode> orEmpty(@Nullable List<AnnotationNode> annotations) {
    return annotations == null ? List.of() : annotations;
  }
}
