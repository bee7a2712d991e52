package dev.weft.weaver;

import dev.weft.weaver.scan.HeaderReader;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Type headers read from class files, each once. */
public final class ClassFileHeaders implements TypeHeaders {
  private final ClassFiles classFiles;
  private final boolean beforeWeaving;
  private final Map<String, Optional<TypeHeader>> found = new ConcurrentHashMap<>();

  private ClassFileHeaders(ClassFiles classFiles, boolean beforeWeaving) {
    this.classFiles = classFiles;
    this.beforeWeaving = beforeWeaving;
  }

  /** The headers as the class files have them. */
  public static ClassFileHeaders of(ClassFiles classFiles) {
    return new ClassFileHeaders(classFiles, false);
  }

  /** The headers of classes all of which will be woven before they are used. */
  public static ClassFileHeaders beforeWeaving(ClassFiles classFiles) {
    return new ClassFileHeaders(classFiles, true);
  }

  @Override
  public @Nullable TypeHeader find(String internalName) {
    return found.computeIfAbsent(internalName, this::read).orElse(null);
  }

  private Optional<TypeHeader> read(String internalName) {
    byte[] bytes = classFiles.read(internalName);
    return Optional.ofNullable(bytes)
        .flatMap(HeaderReader::read)
        .map(header -> beforeWeaving ? header.beforeWeaving() : header);
  }
}
