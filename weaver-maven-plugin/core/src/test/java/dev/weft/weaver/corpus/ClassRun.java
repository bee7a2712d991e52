package dev.weft.weaver.corpus;

import dev.weft.weaver.FlowGraph;
import dev.weft.weaver.Problem;
import dev.weft.weaver.WeaveException;
import dev.weft.weaver.Weaver;
import dev.weft.weaver.Weaving;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodTooLargeException;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;

/** Weaves the async copies of one class's methods; a copy that is refused is left out. */
final class ClassRun {
  /** Refusals that say nothing against the weaver, each with an entry in docs/errors.md. */
  private static final Set<String> LEGITIMATE = Set.of("WEFT-104", "WEFT-105", "WEFT-107");

  /** Java 6: the first with stack map frames; they are as good as those of Java 8. */
  private static final int FRAMES = Opcodes.V1_6;

  private final Weaver weaver;
  private final Tally tally;
  private final ClassNode owner = new ClassNode();
  private final Map<String, AsyncCopy> copies = new LinkedHashMap<>();

  ClassRun(Weaver weaver, Tally tally, byte[] classFile) {
    this.weaver = weaver;
    this.tally = tally;
    new ClassReader(classFile).accept(owner, ClassReader.EXPAND_FRAMES);
  }

  String name() {
    return owner.name;
  }

  int wovenMethods() {
    return copies.size();
  }

  /** The class in a version that can be woven, without copies; null if it is too old. */
  byte[] raised() {
    if ((owner.version & 0xFFFF) < FRAMES) {
      return null;
    }
    if ((owner.version & 0xFFFF) < Opcodes.V1_8) {
      owner.version = Opcodes.V1_8;
    }
    return bytes(owner.methods);
  }

  /** The class with its copies woven; null if there is none. */
  Weaving weave(Shape shape) {
    tally.add(Count.CLASSES, 1);
    if (raised() == null) {
      tally.add(Count.TOO_OLD, 1);
      return null;
    }
    List<AsyncCopy> all = AsyncCopies.of(owner, shape);
    all.forEach(copy -> copies.put(copy.node().name, copy));
    count(all);
    Weaving woven = null;
    while (!copies.isEmpty() && woven == null) {
      woven = tryToWeave();
    }
    if (woven != null) {
      check(woven);
    }
    return woven;
  }

  private void count(List<AsyncCopy> all) {
    for (MethodNode method : owner.methods) {
      if (method.instructions.size() > 0) {
        tally.add(Count.METHODS, 1);
        tally.add(kind(method), 1);
      }
    }
    tally.add(Count.WITHOUT_CALLS, -all.size());
  }

  private static Count kind(MethodNode method) {
    if (AsyncCopies.canBeAsync(method)) {
      return Count.WITHOUT_CALLS;
    }
    return method.name.startsWith("<") ? Count.INITIALISERS : Count.BRIDGES;
  }

  private Weaving tryToWeave() {
    List<MethodNode> methods = new ArrayList<>(owner.methods);
    copies.values().forEach(copy -> methods.addAll(copy.methods()));
    try {
      return timed(bytes(methods));
    } catch (WeaveException e) {
      int before = copies.size();
      e.problems().forEach(this::leaveOut);
      if (copies.size() == before) {
        tally.fail(owner.name + ": " + e.getMessage());
        copies.clear();
      }
    } catch (MethodTooLargeException e) {
      // with its suspensions it is too long before it is woven
      copies.remove(e.getMethodName());
      tally.refuse("WEFT-104");
    }
    return null;
  }

  private Weaving timed(byte[] classFile) throws WeaveException {
    long start = processorNanos();
    try {
      return weaver.weave(owner.name, classFile);
    } finally {
      tally.weavingTook(processorNanos() - start);
    }
  }

  /** Time of this thread alone, whatever else the machine does. */
  static long processorNanos() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  private void leaveOut(Problem problem) {
    AsyncCopy removed = copies.remove(problem.method());
    if (removed == null) {
      return;
    }
    tally.refuse(problem.id());
    if (!LEGITIMATE.contains(problem.id())) {
      tally.fail(describe(removed) + ": " + problem);
    }
  }

  private String describe(AsyncCopy copy) {
    return owner.name + "." + copy.source().name + copy.source().desc;
  }

  private byte[] bytes(List<MethodNode> methods) {
    ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
    List<MethodNode> own = owner.methods;
    owner.methods = methods;
    owner.accept(writer);
    owner.methods = own;
    return writer.toByteArray();
  }

  private void check(Weaving weaving) {
    ClassNode woven = new ClassNode();
    new ClassReader(weaving.classFile()).accept(woven, 0);
    for (AsyncCopy copy : copies.values()) {
      tally.add(Count.WOVEN, 1);
      tally.add(Count.SUSPENSIONS, copy.suspensions());
      tally.add(Count.UNDER_MONITOR, copy.underMonitor());
      if (!isReducible(copy.source())) {
        tally.add(Count.IRREDUCIBLE, 1);
      } else if (!isReducible(bodyOf(copy, woven))) {
        tally.fail(describe(copy) + " has become irreducible");
      }
    }
  }

  private static boolean isReducible(MethodNode method) {
    return FlowGraph.of(method).irreducibleEdges().isEmpty();
  }

  private static MethodNode bodyOf(AsyncCopy copy, ClassNode woven) {
    return woven.methods.stream()
        .filter(method -> method.name.equals(copy.node().name))
        .filter(method -> method.desc.contains("Ldev/weft/abi/Strand;"))
        .findFirst()
        .orElseThrow(() -> new AssertionError("not woven: " + copy.node().name));
  }
}
