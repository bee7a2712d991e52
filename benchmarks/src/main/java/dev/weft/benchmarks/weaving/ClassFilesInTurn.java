package dev.weft.benchmarks.weaving;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/** The class files of jars, one after the other, again and again. */
final class ClassFilesInTurn {
  private final List<byte[]> classFiles;
  private int next;

  ClassFilesInTurn(List<byte[]> classFiles) {
    this.classFiles = classFiles;
  }

  /** All classes of the jars that these classes come from. */
  static ClassFilesInTurn of(Class<?>... anchors) throws IOException {
    List<byte[]> classFiles = new ArrayList<>();
    for (Class<?> anchor : anchors) {
      try (JarFile jar = new JarFile(Sources.locationOf(anchor).toFile())) {
        for (JarEntry entry : jar.stream().toList()) {
          if (entry.getName().endsWith(".class")) {
            try (InputStream in = jar.getInputStream(entry)) {
              classFiles.add(in.readAllBytes());
            }
          }
        }
      }
    }
    return new ClassFilesInTurn(classFiles);
  }

  byte[] next() {
    next = next + 1 < classFiles.size() ? next + 1 : 0;
    return classFiles.get(next);
  }
}
