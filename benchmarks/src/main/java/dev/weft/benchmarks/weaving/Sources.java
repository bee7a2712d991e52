package dev.weft.benchmarks.weaving;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** Compiles source texts in memory, for the weaver to weave. */
final class Sources {
  private Sources() {}

  /** The class files of a source file, by class name. */
  static Map<String, byte[]> compile(String className, String text) {
    JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
    StringWriter messages = new StringWriter();
    try (Output output = new Output(javac.getStandardFileManager(null, null, null))) {
      List<String> options = List.of("-g", "-proc:none", "-classpath", classPath());
      JavaFileObject source = new Source(className, text);
      if (!javac.getTask(messages, output, null, options, null, List.of(source)).call()) {
        throw new IllegalStateException(messages.toString());
      }
      return output.classFiles();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Where the runtime is, which the sources use. */
  private static String classPath() {
    return locationOf(dev.weft.Weft.class).toString();
  }

  /** The jar or directory that a class was loaded from. */
  static Path locationOf(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static final class Source extends SimpleJavaFileObject {
    private final String text;

    Source(String className, String text) {
      super(URI.create("memory:///" + className.replace('.', '/') + ".java"), Kind.SOURCE);
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }

  private static final class Output extends ForwardingJavaFileManager<JavaFileManager> {
    private final Map<String, ByteArrayOutputStream> written = new LinkedHashMap<>();

    Output(JavaFileManager files) {
      super(files);
    }

    @Override
    public JavaFileObject getJavaFileForOutput(
        Location location, String name, JavaFileObject.Kind kind, FileObject sibling) {
      return new SimpleJavaFileObject(URI.create("memory:///" + name + ".class"), kind) {
        @Override
        public OutputStream openOutputStream() {
          return written.computeIfAbsent(name, key -> new ByteArrayOutputStream());
        }
      };
    }

    Map<String, byte[]> classFiles() {
      Map<String, byte[]> classFiles = new LinkedHashMap<>();
      written.forEach((name, bytes) -> classFiles.put(name, bytes.toByteArray()));
      return classFiles;
    }
  }
}
