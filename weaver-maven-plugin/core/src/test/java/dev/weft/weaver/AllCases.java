package dev.weft.weaver;

import dev.weft.weaver.differential.CaseSources;
import dev.weft.weaver.differential.Probe;
import java.io.File;
import java.net.URL;
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
    return generated().filter(name -> name.matches(".*\\$Frame\\d*")).toList();
  }

  /** The names of the companions of async interfaces. */
  static List<String> companions() {
    return generated().filter(name -> name.endsWith("$Woven")).toList();
  }

  private static Stream<String> generated() {
    return WOVEN.keySet().stream().filter(name -> !COMPILED.containsKey(name));
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
    return isAnnotated(method) && (method.access & Opcodes.ACC_SYNTHETIC) == 0;
  }

  static boolean isAnnotated(MethodNode method) {
    return method.visibleAnnotations != null
        && method.visibleAnnotations.stream().anyMatch(a -> a.desc.equals("Ldev/weft/Async;"));
  }

  private static Map<String, byte[]> compile() {
    Map<String, byte[]> all = new TreeMap<>();
    for (int release : CaseSources.releases()) {
      List<String> options =
          List.of("-parameters", "--release", "" + release, "-classpath", classPath());
      all.putAll(JavaSources.compile(options, CaseSources.files(release)));
    }
    all.putAll(JavaSources.compile(List.of("-parameters"), ATTRIBUTED));
    return all;
  }

  private static String classPath() {
    URL tests = Probe.class.getProtectionDomain().getCodeSource().getLocation();
    return JavaSources.runtime() + File.pathSeparator + CaseSources.path(tests);
  }
}
