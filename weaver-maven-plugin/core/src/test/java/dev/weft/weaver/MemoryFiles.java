package dev.weft.weaver;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.net.URI;
import java.util.Map;
import java.util.TreeMap;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;

/** Keeps what a compiler writes in memory. */
public final class MemoryFiles extends ForwardingJavaFileManager<JavaFileManager> {
  private final Map<String, ByteArrayOutputStream> written = new TreeMap<>();

  /** Files of a platform, none of which are changed. */
  public MemoryFiles(JavaFileManager platform) {
    super(platform);
  }

  /** The class files that were written, by their names with slashes. */
  public Map<String, byte[]> classFiles() {
    Map<String, byte[]> classFiles = new TreeMap<>();
    written.forEach((name, bytes) -> classFiles.put(name, bytes.toByteArray()));
    return classFiles;
  }

  @Override
  public JavaFileObject getJavaFileForOutput(
      Location location, String className, JavaFileObject.Kind kind, FileObject sibling) {
    String name = className.replace('.', '/');
    return new SimpleJavaFileObject(URI.create("memory:/" + name + kind.extension), kind) {
      @Override
      public OutputStream openOutputStream() {
        return written.computeIfAbsent(name, n -> new ByteArrayOutputStream());
      }
    };
  }
}
