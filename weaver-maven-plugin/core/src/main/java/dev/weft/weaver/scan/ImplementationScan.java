package dev.weft.weaver.scan;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;

/** Finds the methods of a class that implement async interfaces and are async code. */
final class ImplementationScan {
  private static final int OTHERS =
      Opcodes.ACC_ABSTRACT | Opcodes.ACC_STATIC | Opcodes.ACC_PRIVATE | Opcodes.ACC_SYNTHETIC;

  private final ClassNode owner;
  private final AsyncTypes types;
  private final Suspensions suspensions;
  private final Bodies bodies;
  private final List<Implementation> found = new ArrayList<>();

  ImplementationScan(ClassNode owner, AsyncTypes types, Bodies bodies) {
    this.owner = owner;
    this.types = types;
    this.bodies = bodies;
    suspensions = new Suspensions(types);
  }

  /** Scans the class; bodies are added to the others. */
  List<Implementation> scan() {
    List<AsyncInterface> candidates = types.of(owner.name);
    if (!candidates.isEmpty()) {
      for (MethodNode method : List.copyOf(owner.methods)) {
        scan(method, candidates);
      }
    }
    return found;
  }

  private void scan(MethodNode method, List<AsyncInterface> candidates) {
    if ((method.access & OTHERS) != 0 || bodies.isAsync(method)) {
      return;
    }
    List<AsyncInterface> implemented = implemented(method, candidates);
    if (!implemented.isEmpty() && suspensions.isIn(method)) {
      declare(method, implemented);
    }
  }

  /** Without those that another of them extends: that says how the method is started. */
  private List<AsyncInterface> implemented(MethodNode method, List<AsyncInterface> candidates) {
    List<AsyncInterface> implemented = new ArrayList<>();
    Set<AsyncInterface> extended = new LinkedHashSet<>();
    for (AsyncInterface type : candidates) {
      if (type.method().equals(method.name)
          && types.variant(type, owner.name, method.desc) != null) {
        implemented.add(type);
        List<AsyncInterface> withSupertypes = types.of(type.name());
        extended.addAll(withSupertypes.subList(1, withSupertypes.size()));
      }
    }
    implemented.removeAll(extended);
    return implemented;
  }

  private void declare(MethodNode method, List<AsyncInterface> implemented) {
    boolean suspends = implemented.get(0).suspends();
    for (AsyncInterface type : implemented) {
      if (type.suspends() != suspends) {
        bodies.refuse("WEFT-013", method, clash(method, implemented.get(0), type));
        return;
      } else if (suspends && type.companion() == null) {
        bodies.refuse("WEFT-111", method, type.neverWoven());
        return;
      }
    }
    if (suspends) {
      declareValue(method, implemented);
    } else {
      declareFuture(method);
    }
  }

  private static String clash(MethodNode method, AsyncInterface one, AsyncInterface other) {
    AsyncInterface future = one.suspends() ? other : one;
    AsyncInterface value = one.suspends() ? one : other;
    return "the method "
        + method.name
        + " implements both "
        + future.simpleName()
        + ", whose future is awaited in its place, and "
        + value.simpleName()
        + ", to which the future is a value; implement them in two classes";
  }

  private void declareFuture(MethodNode method) {
    ReturnKind returns = ReturnKind.of(method.desc);
    if (returns == ReturnKind.VALUE) {
      bodies.refuse("WEFT-001", method, LambdaScan.inexact("the method " + method.name, method));
    } else {
      bodies.declare(method, Role.of(returns), returns, "the async method");
    }
  }

  private void declareValue(MethodNode method, List<AsyncInterface> implemented) {
    bodies.declare(method, Role.IMPLEMENTATION, ReturnKind.VALUE, "the async method");
    AsyncMethod body = bodies.find(method.name, method.desc);
    if (body != null) {
      Set<String> descriptors = new LinkedHashSet<>(List.of(method.desc));
      implemented.forEach(
          type -> descriptors.addAll(types.variants(type, owner.name, method.desc)));
      found.add(new Implementation(body, implemented, List.copyOf(descriptors)));
    }
  }
}
