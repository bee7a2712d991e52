package dev.weft.weaver.scan;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.MethodNode;

/** Finds the lambdas of a class that are async code. */
final class LambdaScan {
  private static final String METAFACTORY = "java/lang/invoke/LambdaMetafactory";

  /** Flags of {@code altMetafactory} that a woven lambda can't have: serializable, and markers. */
  private static final int FURTHER_INTERFACES = 1 | 2;

  private final ClassNode owner;
  private final AsyncTypes types;
  private final Suspensions suspensions;
  private final Bodies bodies;
  private final Reporter reporter;
  private final References references;
  private final List<Place> places = new ArrayList<>();
  private final List<LambdaSite> sites = new ArrayList<>();

  /** Methods that function objects are made of, by name and descriptor. */
  private final Set<String> referenced = new HashSet<>();

  /** Those of them that some function object needs as they are. */
  private final Set<String> plain = new HashSet<>();

  /** The lambdas that were found, by what they are made of and how they are started. */
  private final Map<String, AsyncMethod> lambdas = new HashMap<>();

  /** Where a function object of an async interface is made. */
  private record Place(MethodNode method, InvokeDynamicInsnNode insn, AsyncInterface type) {}

  LambdaScan(ClassNode owner, AsyncTypes types, Bodies bodies, Reporter reporter) {
    this.owner = owner;
    this.types = types;
    this.bodies = bodies;
    this.reporter = reporter;
    suspensions = new Suspensions(types);
    references = new References(owner);
  }

  /** Scans the class; bodies are added to the others. */
  List<LambdaSite> scan() {
    owner.methods.stream()
        .sorted(Comparator.comparing(method -> method.name.equals("$deserializeLambda$")))
        .toList()
        .forEach(this::findPlaces);
    for (int i = 0; i < places.size(); i++) { // a copy of a lambda adds those inside of it
      findLambda(places.get(i));
    }
    return sites;
  }

  /** Whether function objects are made of a method. */
  boolean isReferenced(MethodNode method) {
    return referenced.contains(Bodies.key(method));
  }

  private void findPlaces(MethodNode method) {
    for (AbstractInsnNode insn : method.instructions) {
      if (insn instanceof InvokeDynamicInsnNode indy) {
        boolean lambda = indy.bsm.getOwner().equals(METAFACTORY);
        findPlace(method, indy, lambda ? types.find(made(indy).getInternalName()) : null);
      }
    }
  }

  private static Type made(InvokeDynamicInsnNode indy) {
    return Type.getReturnType(indy.desc);
  }

  private void findPlace(
      MethodNode method, InvokeDynamicInsnNode indy, @Nullable AsyncInterface type) {
    for (Object argument : indy.bsmArgs) {
      if (argument instanceof Handle handle) {
        referenced.add(handle.getName() + handle.getDesc());
        if (type == null) {
          plain.add(handle.getName() + handle.getDesc());
        }
      }
    }
    if (type != null) {
      places.add(new Place(method, indy, type));
    }
  }

  private void findLambda(Place place) {
    Handle handle = (Handle) place.insn.bsmArgs[1];
    MethodNode target =
        suspensions.isIn(handle) ? references.toLambda(place.method, place.insn) : body(handle);
    if (target == null || !suspensions.isIn(target)) {
      return;
    }
    if (Bodies.hasTooManySlots(target)) {
      bodies.refuse(
          "WEFT-107",
          target,
          "an async lambda captures too many variables: once woven it takes two more, and the JVM"
              + " allows 255 slots; capture an object");
    } else if (!place.type.suspends()) {
      findFuture(place, target);
    } else if (isSound(place, target)) {
      AsyncMethod lambda = lambda(target, Role.LAMBDA, ReturnKind.VALUE);
      sites.add(new LambdaSite(place.insn, place.type, lambda));
    }
  }

  /** A lambda that returns a future is like a method that does, and is made as it was. */
  private void findFuture(Place place, MethodNode target) {
    ReturnKind returns = ReturnKind.of(target.desc);
    if (returns == ReturnKind.VALUE) {
      bodies.refuse("WEFT-001", target, inexact("an async lambda", target));
      return;
    }
    AsyncMethod lambda = lambda(target, Role.of(returns), returns);
    Handle made = (Handle) place.insn.bsmArgs[1];
    place.insn.bsmArgs[1] =
        new Handle(
            made.getTag(), made.getOwner(), lambda.node().name, made.getDesc(), made.isInterface());
  }

  /** What is wrong with code that returns a subtype of a future. */
  static String inexact(String code, MethodNode method) {
    return code
        + " of an interface whose method returns a future returns "
        + Type.getReturnType(method.desc).getClassName()
        + "; only exactly Future, CompletableFuture or CompletionStage can be made from code that"
        + " awaits";
  }

  private boolean isSound(Place place, MethodNode target) {
    InvokeDynamicInsnNode indy = place.insn;
    boolean alternative = !indy.bsm.getName().equals("metafactory");
    if (alternative && ((Integer) indy.bsmArgs[3] & FURTHER_INTERFACES) != 0) {
      if (bodies.refuse(target)) { // javac makes a serializable lambda in two places
        reporter.report(
            "WEFT-108",
            place.method,
            indy,
            "an async lambda can't be serializable and can't have further marker interfaces;"
                + " remove the intersection cast");
      }
      return false;
    }
    if (place.type.companion() == null) {
      reporter.report("WEFT-111", place.method, indy, place.type.neverWoven());
      bodies.refuse(target);
      return false;
    }
    return true;
  }

  /**
   * The body of a lambda. Without debug information javac gives lambdas with the same code one
   * body; those that are started in different ways each need their own.
   */
  private AsyncMethod lambda(MethodNode target, Role role, ReturnKind returns) {
    String key = Bodies.key(target) + role;
    AsyncMethod known = lambdas.get(key);
    if (known != null) {
      return known;
    }
    boolean taken =
        plain.contains(Bodies.key(target)) || bodies.find(target.name, target.desc) != null;
    String name = target.name + "$" + returns.name().toLowerCase(Locale.ROOT);
    AsyncMethod added = bodies.add(taken ? copy(target, name) : target, role, returns);
    lambdas.put(key, added);
    return added;
  }

  private MethodNode copy(MethodNode target, String name) {
    MethodNode copy =
        new MethodNode(Opcodes.ASM9, target.access, name, target.desc, target.signature, null);
    target.accept(copy);
    owner.methods.add(copy);
    findPlaces(copy);
    return copy;
  }

  /** The method of this class that a compiler has made of a lambda; null for any other method. */
  private @Nullable MethodNode body(Handle handle) {
    if (!handle.getOwner().equals(owner.name)) {
      return null;
    }
    for (MethodNode method : owner.methods) {
      if (method.name.equals(handle.getName())
          && method.desc.equals(handle.getDesc())
          && (method.access & Opcodes.ACC_SYNTHETIC) != 0) {
        return method;
      }
    }
    return null;
  }
}
