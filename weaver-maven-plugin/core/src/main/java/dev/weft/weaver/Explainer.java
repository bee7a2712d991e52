package dev.weft.weaver;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Says what becomes of the async methods of class files, or what has become of them where they are
 * woven already. It changes nothing.
 */
public final class Explainer {
  private static final String SUFFIX = ".class";

  private static final String WOVEN =
      ", woven already: why something is kept is told of what the compiler has made";

  private final ClassFiles classPath;
  private final MethodFilter filter;
  private final Consumer<String> out;
  private final List<Problem> problems = new ArrayList<>();

  /**
   * An explainer.
   *
   * @param classPath where types are looked up
   * @param filter what is asked about
   * @param out takes the lines
   */
  public Explainer(ClassFiles classPath, MethodFilter filter, Consumer<String> out) {
    this.classPath = classPath;
    this.filter = filter;
    this.out = out;
  }

  /**
   * Explains a class file, or those in a directory or a jar that have async methods.
   *
   * @return why some can't be woven
   */
  public List<Problem> explain(Path path) throws IOException {
    if (!Files.exists(path)) {
      throw new IOException("there is no file " + path);
    }
    problems.clear();
    try (ClassFiles own = ClassFiles.of(List.of(path))) {
      Weaver weaver = weaver(own);
      if (Files.isDirectory(path)) {
        explainAll(weaver, path);
      } else if (path.toString().endsWith(SUFFIX)) {
        explain(weaver, path, true);
      } else {
        try (FileSystem jar = FileSystems.newFileSystem(path, (ClassLoader) null)) {
          explainAll(weaver, jar.getPath("/"));
        }
      }
    }
    return List.copyOf(problems);
  }

  /** Async interfaces that are not woven yet are taken as they will be. */
  private Weaver weaver(ClassFiles own) {
    TypeHeaders here = ClassFileHeaders.beforeWeaving(own);
    TypeHeaders others = ClassFileHeaders.beforeWeaving(classPath);
    TypeHeaders all =
        name -> {
          TypeHeader header = here.find(name);
          return header == null ? others.find(name) : header;
        };
    return new Weaver(classPath, all, WeaverOptions.defaults());
  }

  private void explainAll(Weaver weaver, Path root) throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.walk(root)) {
      files = all.filter(file -> file.toString().endsWith(SUFFIX)).sorted().toList();
    }
    for (Path file : files) {
      explain(weaver, file, false);
    }
  }

  private void explain(Weaver weaver, Path file, boolean asked) throws IOException {
    byte[] classFile = Files.readAllBytes(file);
    if (file.endsWith("module-info.class") || !filter.takesClass(Weaver.className(classFile))) {
      return;
    }
    try {
      Weaving weaving = weaver.weave(file.toString(), classFile);
      switch (weaving.state()) {
        case WOVEN -> say(file, "", weaver, classFile, weaving.warnings());
        case UP_TO_DATE -> say(file, WOVEN, weaver, classFile, List.of());
        case GENERATED -> say(file, "is a class that the weaver has made", asked);
        case UNRELATED -> say(file, "has no async methods", asked);
      }
    } catch (WeaveException e) {
      problems.addAll(e.problems().stream().filter(problem -> isMeant(problem)).toList());
    }
  }

  private boolean isMeant(Problem problem) {
    return problem.method().isEmpty() || filter.takesMethod(problem.method());
  }

  private void say(Path file, String how, Weaver weaver, byte[] classFile, List<Problem> warnings)
      throws WeaveException {
    String text = weaver.explain(file.toString(), classFile, filter::takesMethod);
    if (!text.isEmpty()) {
      out.accept("== " + file + how);
      text.lines().forEach(out);
      warnings.stream().filter(this::isMeant).forEach(warning -> out.accept("warning: " + warning));
    }
  }

  private void say(Path file, String what, boolean asked) {
    if (asked) {
      out.accept(file + " " + what);
    }
  }
}
