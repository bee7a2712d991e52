package dev.weft.weaver.fuzz;

import dev.weft.weaver.FlowGraph;
import dev.weft.weaver.GeneratedClass;
import dev.weft.weaver.WeaveException;
import dev.weft.weaver.Weaving;
import dev.weft.weaver.differential.Comparison;
import dev.weft.weaver.differential.Mode;
import dev.weft.weaver.fuzz.Failure.Kind;
import dev.weft.weaver.fuzz.Weavers.Way;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * What is asked of every random program: the weaver takes it, the JVM verifies what comes out, its
 * loops have one entry each, and it does what the same code does with an await that blocks.
 */
final class Check {
  private final Program program;
  private final Map<String, byte[]> compiled;

  /** What went wrong, and ends the check. */
  private static final class Failed extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Failure failure;

    Failed(Kind kind, String id, Throwable cause) {
      super(cause);
      failure = new Failure(kind, id, String.valueOf(cause));
    }
  }

  private Check(Program program, Map<String, byte[]> compiled) {
    this.program = program;
    this.compiled = compiled;
  }

  /** What is wrong with a program whose class files are given by their names with slashes. */
  static Optional<Failure> run(Program program, Map<String, byte[]> compiled, Weavers weavers) {
    try {
      new Check(program, compiled).run(weavers);
      return Optional.empty();
    } catch (Failed e) {
      return Optional.of(e.failure);
    }
  }

  private void run(Weavers weavers) throws Failed {
    Map<String, byte[]> reference = new TreeMap<>();
    compiled.forEach((name, file) -> reference.put(binary(name), Comparison.reference(file)));
    link(reference, Kind.COMPILERS_FAULT);
    compare(reference, weave(weavers, Way.FUSED), modes());
    if (program.seed() % 8 == 1) {
      compare(reference, weave(weavers, Way.NOT_FUSED), List.of(Mode.SAME_THREAD));
    } else if (program.seed() % 8 == 5) {
      compare(reference, weave(weavers, Way.FOR_DEBUGGERS), List.of(Mode.SAME_THREAD));
    }
  }

  private static String binary(String name) {
    return name.replace('/', '.');
  }

  private Map<String, byte[]> weave(Weavers weavers, Way way) throws Failed {
    Map<String, byte[]> woven = new TreeMap<>();
    for (String name : compiled.keySet()) {
      Weaving weaving = weave(weavers, way, name);
      woven.put(binary(name), weaving.classFile());
      checkLoops(name, weaving);
      for (GeneratedClass frame : weaving.generated()) {
        woven.put(binary(frame.internalName()), frame.bytes());
      }
    }
    link(woven, Kind.DOES_NOT_VERIFY);
    return woven;
  }

  private Weaving weave(Weavers weavers, Way way, String name) throws Failed {
    try {
      return weavers.weave(way, compiled, name);
    } catch (WeaveException e) {
      String id = e.problems().get(0).id();
      throw new Failed(id.equals("WEFT-109") ? Kind.COMPILERS_FAULT : Kind.REFUSED, id, e);
    } catch (RuntimeException | AssertionError e) {
      throw new Failed(Kind.REFUSED, e.getClass().getSimpleName(), e);
    }
  }

  /**
   * Loops with two entries may be the compiler's: a method that has some of its own is let pass.
   */
  private void checkLoops(String name, Weaving weaving) throws Failed {
    if (weaving.state() == Weaving.State.WOVEN) {
      Map<String, List<String>> own = irreducibleEdges(compiled.get(name));
      Map<String, List<String>> woven = irreducibleEdges(weaving.classFile());
      woven.keySet().removeAll(own.keySet());
      if (!woven.isEmpty()) {
        throw new Failed(Kind.IRREDUCIBLE, "", new AssertionError(name + " " + woven));
      }
    }
  }

  /** By the names of methods; those left out that have none. */
  private static Map<String, List<String>> irreducibleEdges(byte[] classFile) {
    ClassNode node = new ClassNode();
    new ClassReader(classFile).accept(node, 0);
    Map<String, List<String>> edges = new TreeMap<>();
    for (MethodNode method : node.methods) {
      List<String> found =
          method.instructions.size() == 0 ? List.of() : FlowGraph.of(method).irreducibleEdges();
      if (!found.isEmpty()) {
        edges.put(method.name, found);
      }
    }
    return edges;
  }

  /** Initializes every class, before which the JVM verifies it. */
  private static void link(Map<String, byte[]> classFiles, Kind kind) throws Failed {
    ClassLoader loader = Comparison.loader(classFiles);
    for (String name : classFiles.keySet()) {
      try {
        Class.forName(name, true, loader);
      } catch (ClassNotFoundException | LinkageError e) {
        throw new Failed(kind, e.getClass().getSimpleName(), e);
      }
    }
  }

  /** Classes that tell of their initialization are loaded for each run, and run one at a time. */
  private List<Mode> modes() {
    if (program.observesInit()) {
      return List.of(Mode.READY, Mode.SAME_THREAD, Mode.MIXED_1);
    }
    Mode rare = program.seed() % 8 == 0 ? Mode.OTHER_THREAD : Mode.INTERLEAVED;
    return List.of(Mode.READY, Mode.SAME_THREAD, Mode.MIXED_1, Mode.MIXED_2, Mode.MIXED_3, rare);
  }

  private void compare(Map<String, byte[]> reference, Map<String, byte[]> woven, List<Mode> modes)
      throws Failed {
    Comparison comparison =
        Comparison.of(program.name(), reference, woven, !program.observesInit());
    for (Mode mode : modes) {
      try {
        comparison.check(mode);
      } catch (Throwable t) {
        throw new Failed(Kind.DIFFERENT, t.getClass().getSimpleName(), t);
      }
    }
  }
}
