package dev.weft.weaver.corpus;

import dev.weft.weaver.ClassFiles;
import dev.weft.weaver.Weaver;
import dev.weft.weaver.Weaving;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/**
 * Weaves the classes of one jar, and has HotSpot verify what comes out. Nothing of the jar is
 * loaded before all of it is woven.
 */
final class JarRun {
  private final ClassFiles classPath;
  private final Weaver weaver;
  private final Pass pass;
  private final Tally tally = new Tally();
  private final Map<String, byte[]> sources = new HashMap<>();
  private final Map<String, byte[]> woven = new HashMap<>();
  private final Map<String, Integer> methods = new LinkedHashMap<>();

  private JarRun(ClassFiles classPath, Pass pass) {
    this.classPath = classPath;
    this.pass = pass;
    weaver = new Weaver(classPath, pass.options());
  }

  /** Weaves the classes of a jar that are chosen by their names with slashes. */
  static Tally run(ClassFiles classPath, Pass pass, Path jar, Predicate<String> chosen)
      throws IOException {
    JarRun run = new JarRun(classPath, pass);
    try (JarFile file = new JarFile(jar.toFile())) {
      Iterator<JarEntry> entries =
          file.stream().filter(entry -> isClass(entry.getName(), chosen)).iterator();
      while (entries.hasNext()) {
        try (InputStream in = file.getInputStream(entries.next())) {
          run.weave(in.readAllBytes());
        }
      }
    }
    run.link();
    return run.tally;
  }

  private static boolean isClass(String entry, Predicate<String> chosen) {
    return entry.endsWith(".class")
        && !entry.startsWith("META-INF/")
        && !entry.endsWith("-info.class")
        && chosen.test(entry.substring(0, entry.length() - ".class".length()));
  }

  private void weave(byte[] classFile) {
    ClassRun run = new ClassRun(weaver, tally, classFile);
    Weaving weaving = run.weave(pass.shape());
    if (weaving != null) {
      sources.put(run.name(), run.raised());
      woven.put(run.name(), weaving.classFile());
      weaving.generated().forEach(frame -> woven.put(frame.internalName(), frame.bytes()));
      methods.put(run.name(), run.wovenMethods());
    }
  }

  private void link() {
    long start = ClassRun.processorNanos();
    CorpusLoader before = new CorpusLoader(classPath, sources);
    CorpusLoader after = new CorpusLoader(classPath, woven);
    for (String name : woven.keySet()) {
      if (sources.containsKey(name) && before.link(name) != null) {
        tally.add(Count.NOT_LINKABLE, methods.get(name));
      } else {
        LinkageError error = after.link(name);
        if (error != null) {
          tally.fail(name + ": " + error);
        }
      }
    }
    tally.linkingTook(ClassRun.processorNanos() - start);
  }
}
