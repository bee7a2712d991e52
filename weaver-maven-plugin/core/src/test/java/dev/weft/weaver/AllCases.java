package dev.weft.weaver;

import dev.weft.weaver.differential.Probe;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;

/** The classes of the differential test, compiled and woven once. */
final class AllCases {
  /** A method with all that can be said about one besides its code. */
  private static final String ATTRIBUTED =
      """
      package attributed;
      import dev.weft.Async;
      import dev.weft.Future;
      import java.lang.annotation.*;
      import java.util.List;
      class Attributed {
        @Retention(RetentionPolicy.RUNTIME)
        @Target({ElementType.METHOD, ElementType.PARAMETER, ElementType.TYPE_USE})
        @interface Seen { String value(); int[] numbers() default {}; }
        @Target({ElementType.METHOD, ElementType.PARAMETER, ElementType.TYPE_USE})
        @interface Unseen {}
        @Async @Deprecated @Seen(value = "m", numbers = {1, 2}) @Unseen
        protected final strictfp <T extends Comparable<T>> Future<List<@Seen("type") T>> m(
            final @Seen("p") Future<? extends @Unseen T> f, int plain, @Unseen T... rest)
            throws java.io.IOException, IllegalStateException {
          @Seen("local") T t = dev.weft.Weft.await(f);
          return dev.weft.Weft.ready(List.of(t));
        }
      }
      """;

  private static final Map<String, byte[]> COMPILED = compile();
  private static final Map<String, byte[]> WOVEN = TestWeaver.weave(COMPILED);

  private AllCases() {}

  /** By name with slashes. */
  static Map<String, byte[]> compiled() {
    return COMPILED;
  }

  /** The same and the frames. */
  static Map<String, byte[]> woven() {
    return WOVEN;
  }

  /** The names of the frames. */
  static List<String> frames() {
    return WOVEN.keySet().stream().filter(name -> !COMPILED.containsKey(name)).toList();
  }

  static ClassLoader loader() {
    return LoaderHolder.LOADER;
  }

  private static final class LoaderHolder {
    static final ClassLoader LOADER = TestWeaver.loader(WOVEN);
  }

  static ClassNode node(byte[] classFile) {
    ClassNode node = new ClassNode();
    new ClassReader(classFile).accept(node, 0);
    return node;
  }

  /** Whether it is a method of the source that is woven. */
  static boolean isAsync(MethodNode method) {
    boolean annotated =
        method.visibleAnnotations != null
            && method.visibleAnnotations.stream().anyMatch(a -> a.desc.equals("Ldev/weft/Async;"));
    return annotated && (method.access & Opcodes.ACC_SYNTHETIC) == 0;
  }

  private static Map<String, byte[]> compile() {
    try (Stream<Path> files = Files.walk(path("/differential/Loops.java").getParent())) {
      List<Path> sources = files.filter(file -> file.toString().endsWith(".java")).toList();
      List<String> options = List.of("-parameters", "-classpath", classPath());
      Map<String, byte[]> all = new TreeMap<>(JavaSources.compile(options, sources));
      all.putAll(JavaSources.compile(options, ATTRIBUTED));
      return all;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String classPath() {
    Path tests = path("/" + Probe.class.getName().replace('.', '/') + ".class");
    for (int i = 0; i <= Probe.class.getName().chars().filter(c -> c == '.').count(); i++) {
      tests = tests.getParent();
    }
    return JavaSources.runtime() + System.getProperty("path.separator") + tests;
  }

  private static Path path(String resource) {
    try {
      return Path.of(AllCases.class.getResource(resource).toURI());
    } catch (URISyntaxException e) {
      throw new AssertionError(e);
    }
  }
}
