package dev.weft.weaver;

import dev.weft.weaver.scan.HeaderReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Weaves class files by their names with slashes, and loads what comes out. */
public final class TestWeaver {
  private TestWeaver() {}

  /** A weaver that sees the runtime, and is not told of the classes that it weaves. */
  static Weaver create() {
    return create(WeaverOptions.defaults());
  }

  private static Weaver create(WeaverOptions options) {
    return new Weaver(ClassFiles.of(List.of(JavaSources.runtime())), options);
  }

  /** The same, but it knows the headers of the classes, all of which are to be woven. */
  static Weaver create(Map<String, byte[]> classFiles) {
    return create(classFiles, WeaverOptions.defaults());
  }

  static Weaver create(Map<String, byte[]> classFiles, WeaverOptions options) {
    ClassFiles runtime = ClassFiles.of(List.of(JavaSources.runtime()));
    return new Weaver(runtime, headers(classFiles, runtime), options);
  }

  /** A weaver with an empty class path, which knows the headers of the classes. */
  static Weaver alone(Map<String, byte[]> classFiles) {
    ClassFiles runtime = ClassFiles.of(List.of(JavaSources.runtime()));
    TypeHeaders headers = headers(classFiles, runtime);
    return new Weaver(ClassFiles.of(List.of()), headers, WeaverOptions.defaults());
  }

  /** The headers of classes that are all to be woven, and of what they see. */
  public static TypeHeaders headers(Map<String, byte[]> classFiles, ClassFiles path) {
    TypeHeaders others = ClassFileHeaders.of(path);
    return name ->
        classFiles.containsKey(name)
            ? HeaderReader.read(classFiles.get(name)).map(TypeHeader::beforeWeaving).orElse(null)
            : others.find(name);
  }

  /** What becomes of some classes: they, woven where they have to be, and their frames. */
  static Map<String, byte[]> weave(Map<String, byte[]> classFiles) {
    return weave(classFiles, WeaverOptions.defaults());
  }

  /** The same with other options. */
  static Map<String, byte[]> weave(Map<String, byte[]> classFiles, WeaverOptions options) {
    Map<String, byte[]> woven = new TreeMap<>();
    Weaver weaver = create(classFiles, options);
    for (Map.Entry<String, byte[]> entry : classFiles.entrySet()) {
      Weaving weaving = weave(weaver, entry.getKey(), entry.getValue());
      woven.put(entry.getKey(), weaving.classFile());
      weaving.generated().forEach(frame -> woven.put(frame.internalName(), frame.bytes()));
    }
    return woven;
  }

  /** What becomes of one class that must not be refused. */
  static Weaving weave(Weaver weaver, String name, byte[] classFile) {
    try {
      return weaver.weave(name, classFile);
    } catch (WeaveException e) {
      throw new AssertionError(e.getMessage(), e);
    }
  }

  /** Why classes are refused, as the user reads it. */
  static List<String> problems(Map<String, byte[]> classFiles) {
    List<String> problems = new ArrayList<>();
    Weaver weaver = create(classFiles);
    classFiles.forEach((name, bytes) -> problems.addAll(problems(weaver, name, bytes)));
    return problems;
  }

  /** Why one class is refused. */
  static List<String> problems(String name, byte[] classFile) {
    return problems(create(), name, classFile);
  }

  /** Why one class is refused by a weaver. */
  static List<String> problems(Weaver weaver, String name, byte[] classFile) {
    try {
      weaver.weave(name, classFile);
      return List.of();
    } catch (WeaveException e) {
      return e.problems().stream().map(Problem::toString).toList();
    }
  }

  /** A loader of class files that sees the runtime, and the classes of the tests. */
  static ClassLoader loader(Map<String, byte[]> classFiles) {
    return new ClassLoader(TestWeaver.class.getClassLoader()) {
      @Override
      protected Class<?> findClass(String name) throws ClassNotFoundException {
        byte[] classFile = classFiles.get(name.replace('.', '/'));
        if (classFile == null) {
          throw new ClassNotFoundException(name);
        }
        return defineClass(name, classFile, 0, classFile.length);
      }
    };
  }
}
