package dev.weft.weaver.verify;

import dev.weft.weaver.ClassFiles;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.Opcodes;

/**
 * Who extends whom, read from class files. A class that isn't found is taken to be assignable to
 * anything: the build's class path need not hold all that the program's will.
 */
final class Hierarchy {
  private record Entry(boolean isInterface, @Nullable String superName, List<String> interfaces) {}

  private final ClassFiles classPath;
  private final Map<String, @Nullable Entry> entries = new HashMap<>();

  Hierarchy(ClassFiles classPath) {
    this.classPath = classPath;
  }

  /** Adds a class that isn't on the class path yet. */
  void add(byte[] classFile) {
    ClassReader reader = new ClassReader(classFile);
    entries.put(reader.getClassName(), entry(reader));
  }

  private static Entry entry(ClassReader reader) {
    return new Entry(
        (reader.getAccess() & Opcodes.ACC_INTERFACE) != 0,
        reader.getSuperName(),
        List.of(reader.getInterfaces()));
  }

  private @Nullable Entry find(String name) {
    if (!entries.containsKey(name)) {
      byte[] bytes = classPath.find(name);
      entries.put(name, bytes == null ? null : read(bytes));
    }
    return entries.get(name);
  }

  private static @Nullable Entry read(byte[] bytes) {
    try {
      return entry(new ClassReader(bytes));
    } catch (RuntimeException e) {
      return null; // newer than ASM reads, or broken: its user will hear of it from the JVM
    }
  }

  boolean isInterface(String name) {
    Entry entry = find(name);
    return entry != null && entry.isInterface;
  }

  @Nullable String superName(String name) {
    Entry entry = find(name);
    return entry == null ? "java/lang/Object" : entry.superName;
  }

  /** Whether a verifier lets a value of one class be used as another. */
  boolean isAssignable(String target, String source) {
    if (target.equals(source) || target.equals("java/lang/Object")) {
      return true;
    }
    Entry wanted = find(target);
    if (wanted == null || wanted.isInterface) {
      return true;
    }
    String at = source;
    while (at != null && !at.equals(target)) {
      Entry entry = find(at);
      if (entry == null) {
        return true;
      }
      at = entry.superName;
    }
    return at != null;
  }
}
