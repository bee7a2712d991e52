package dev.weft.weaver.scan;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;

/** The bodies of one class that are to become state machines, as they are found. */
final class Bodies {
  /** Slots for arguments and receiver that leave room for the strand and the frame. */
  private static final int MAX_SLOTS = 253;

  private final ClassNode owner;
  private final Reporter reporter;
  private final Map<String, AsyncMethod> methods = new LinkedHashMap<>();
  private final Set<String> frameNames = new HashSet<>();

  /** Methods that are async but can't be woven, by name and descriptor; that was reported. */
  private final Set<String> refused = new HashSet<>();

  Bodies(ClassNode owner, Reporter reporter) {
    this.owner = owner;
    this.reporter = reporter;
    owner.innerClasses.forEach(inner -> frameNames.add(inner.name));
  }

  /** The bodies in the order in which they were found. */
  List<AsyncMethod> all() {
    return List.copyOf(methods.values());
  }

  /** The body that a method is to become, or null. */
  @Nullable AsyncMethod find(String name, String descriptor) {
    return methods.get(name + descriptor);
  }

  /** Whether a method is async, even if it can't be woven. */
  boolean isAsync(MethodNode method) {
    return methods.containsKey(key(method)) || refused.contains(key(method));
  }

  /** Adds a body, or reports why the method can't be one. */
  void declare(MethodNode method, Role role, ReturnKind returns, String kind) {
    if ((method.access & (Opcodes.ACC_ABSTRACT | Opcodes.ACC_NATIVE)) != 0) {
      refuse(
          "WEFT-002",
          method,
          kind
              + " "
              + method.name
              + " has no body; put "
              + kind.replace(" method", "")
              + " on its implementations");
    } else if ((method.access & Opcodes.ACC_SYNCHRONIZED) != 0) {
      refuse(
          "WEFT-003",
          method,
          kind
              + " "
              + method.name
              + " is synchronized, but a monitor can't be held while suspended; use synchronized"
              + " blocks without an await in them");
    } else if (hasTooManySlots(method)) {
      refuse(
          "WEFT-107",
          method,
          kind
              + " "
              + method.name
              + " has too many parameters: once woven it takes two more, and the JVM allows 255"
              + " slots; pass an object");
    } else {
      add(method, role, returns);
    }
  }

  /** Reports what is wrong with a method, once; answers whether it was the first time. */
  boolean refuse(String id, MethodNode method, String message) {
    boolean first = refused.add(key(method));
    if (first) {
      reporter.report(id, method, message);
    }
    return first;
  }

  /** Notes that what is wrong with a method is reported elsewhere; whether it is the first time. */
  boolean refuse(MethodNode method) {
    return refused.add(key(method));
  }

  static boolean hasTooManySlots(MethodNode method) {
    int slots = Type.getArgumentsAndReturnSizes(method.desc) >> 2;
    boolean isStatic = (method.access & Opcodes.ACC_STATIC) != 0;
    return (isStatic ? slots - 1 : slots) > MAX_SLOTS;
  }

  /** The same for an instance method. */
  static boolean hasTooManySlots(String descriptor) {
    return Type.getArgumentsAndReturnSizes(descriptor) >> 2 > MAX_SLOTS;
  }

  AsyncMethod add(MethodNode method, Role role, ReturnKind returns) {
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

  static String key(MethodNode method) {
    return method.name + method.desc;
  }
}
