package dev.weft.weaver;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A class path as bytes: classes are looked up and never loaded. Safe for use by several threads.
 */
public final class ClassFiles implements AutoCloseable {
  private final List<Path> roots = new ArrayList<>();
  private final List<FileSystem> opened = new ArrayList<>();
  private final Map<String, byte[]> found = new ConcurrentHashMap<>();
  private static final byte[] MISSING = {};

  private ClassFiles() {}

  /**
   * The class path of the given directories and jars, then the platform that this JVM runs on.
   * Entries that don't exist are passed over.
   */
  public static ClassFiles of(List<Path> classPath) {
    ClassFiles files = new ClassFiles();
    for (Path entry : classPath) {
      files.add(entry);
    }
    return files;
  }

  private void add(Path entry) {
    if (Files.isDirectory(entry)) {
      roots.add(entry);
    } else if (Files.isRegularFile(entry)) {
      try {
        FileSystem jar = FileSystems.newFileSystem(entry, (ClassLoader) null);
        opened.add(jar);
        roots.add(jar.getPath("/"));
      } catch (IOException | RuntimeException e) {
        // not an archive: it holds no classes
      }
    }
  }

  /** The class file of a class, by its name with slashes, or null. */
  public byte @Nullable [] find(String internalName) {
    byte[] bytes = found.computeIfAbsent(internalName, this::read);
    return bytes == MISSING ? null : bytes;
  }

  private byte[] read(String internalName) {
    try {
      for (Path root : roots) {
        Path file = root.resolve(internalName + ".class");
        if (Files.isRegularFile(file)) {
          return Files.readAllBytes(file);
        }
      }
      try (InputStream in =
          ClassLoader.getPlatformClassLoader().getResourceAsStream(internalName + ".class")) {
        return in == null ? MISSING : in.readAllBytes();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    for (FileSystem jar : opened) {
      try {
        jar.close();
      } catch (IOException e) {
        // opened for reading only: nothing is lost
      }
    }
  }
}
