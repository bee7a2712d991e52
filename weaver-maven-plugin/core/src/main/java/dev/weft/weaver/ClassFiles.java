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
  /** Where class files may lie; a place gives null for what it doesn't have. */
  private interface Place {
    byte @Nullable [] read(String file) throws IOException;
  }

  private final List<Place> places = new ArrayList<>();
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
    files.add(ClassLoader.getPlatformClassLoader());
    return files;
  }

  /** What a class loader and its parents see, as resources: nothing is loaded. */
  public static ClassFiles of(ClassLoader loader) {
    ClassFiles files = new ClassFiles();
    files.add(loader);
    return files;
  }

  /** The same with directories in front. It is to be closed, and this one stays open. */
  ClassFiles behind(List<Path> directories) {
    ClassFiles files = new ClassFiles();
    directories.forEach(files::add);
    files.places.addAll(places);
    return files;
  }

  private void add(ClassLoader loader) {
    places.add(
        file -> {
          try (InputStream in = loader.getResourceAsStream(file)) {
            return in == null ? null : in.readAllBytes();
          }
        });
  }

  private void addRoot(Path root) {
    places.add(
        name -> {
          Path file = root.resolve(name);
          return Files.isRegularFile(file) ? Files.readAllBytes(file) : null;
        });
  }

  private void add(Path entry) {
    if (Files.isDirectory(entry)) {
      addRoot(entry);
    } else if (Files.isRegularFile(entry)) {
      try {
        FileSystem jar = FileSystems.newFileSystem(entry, (ClassLoader) null);
        opened.add(jar);
        addRoot(jar.getPath("/"));
      } catch (IOException | RuntimeException e) {
        // not an archive: it holds no classes
      }
    }
  }

  /** The class file of a class, by its name with slashes, or null. */
  public byte @Nullable [] find(String internalName) {
    byte[] bytes = found.computeIfAbsent(internalName, this::readOrMissing);
    return bytes == MISSING ? null : bytes;
  }

  private byte[] readOrMissing(String internalName) {
    byte[] bytes = read(internalName);
    return bytes == null ? MISSING : bytes;
  }

  /** The same without keeping it. */
  byte @Nullable [] read(String internalName) {
    try {
      for (Place place : places) {
        byte[] bytes = place.read(internalName + ".class");
        if (bytes != null) {
          return bytes;
        }
      }
      return null;
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
