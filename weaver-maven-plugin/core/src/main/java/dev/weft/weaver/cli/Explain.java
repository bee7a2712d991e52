package dev.weft.weaver.cli;

import dev.weft.weaver.ClassFileHeaders;
import dev.weft.weaver.ClassFiles;
import dev.weft.weaver.TypeHeader;
import dev.weft.weaver.TypeHeaders;
import dev.weft.weaver.WeaveException;
import dev.weft.weaver.Weaver;
import dev.weft.weaver.WeaverOptions;
import dev.weft.weaver.Weaving;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The command {@code explain}: prints what becomes of the async methods of class files. */
final class Explain {
  private static final String SUFFIX = ".class";

  private final ClassFiles classPath;
  private final PrintStream out;

  Explain(ClassFiles classPath, PrintStream out) {
    this.classPath = classPath;
    this.out = out;
  }

  /** Explains a class file, or those in a directory or a jar that have async methods. */
  void explain(Path path) throws IOException, WeaveException {
    if (!Files.exists(path)) {
      throw new IOException("there is no file " + path);
    }
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

  private void explainAll(Weaver weaver, Path root) throws IOException, WeaveException {
    List<Path> files;
    try (Stream<Path> all = Files.walk(root)) {
      files = all.filter(file -> file.toString().endsWith(SUFFIX)).sorted().toList();
    }
    for (Path file : files) {
      explain(weaver, file, false);
    }
  }

  private void explain(Weaver weaver, Path file, boolean asked) throws IOException, WeaveException {
    byte[] classFile = Files.readAllBytes(file);
    Weaving weaving = weaver.weave(file.toString(), classFile);
    switch (weaving.state()) {
      case WOVEN -> {
        out.print("== " + file + "\n" + weaver.explain(file.toString(), classFile));
        weaving.warnings().forEach(warning -> out.println("warning: " + warning));
      }
      case UP_TO_DATE -> say(file, "is woven already; explain what the compiler has made", asked);
      case GENERATED -> say(file, "is a class that the weaver has made", asked);
      case UNRELATED -> say(file, "has no async methods", asked);
    }
  }

  private void say(Path file, String what, boolean asked) {
    if (asked) {
      out.println(file + " " + what);
    }
  }
}
