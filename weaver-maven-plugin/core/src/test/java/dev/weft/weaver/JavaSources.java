package dev.weft.weaver;

import dev.weft.Future;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Compiles sources in memory, against the runtime, for Java 17 and with all debug information. */
final class JavaSources {
  /** Stands on the first line of each source of the unnamed package, which keeps its numbers. */
  private static final String IMPORTS =
      "import static dev.weft.Weft.*; import dev.weft.*; import java.util.*;"
          + " import java.util.concurrent.Callable; import java.util.concurrent.CompletionStage;"
          + " import java.util.function.*; ";

  private static final Pattern NAME =
      Pattern.compile("(?:class|interface|record|enum|module) ([\\w.]+)");

  private JavaSources() {}

  /** The class files of sources, by their names with slashes. */
  static Map<String, byte[]> compile(String... sources) {
    return compile(List.of(), sources);
  }

  /** The same with further options of javac, the last of which count. */
  static Map<String, byte[]> compile(List<String> options, String... sources) {
    return compile(Stream.of(sources).map(Source::of).toList(), options);
  }

  /** The class files of source files. */
  static Map<String, byte[]> compile(List<String> options, List<Path> files) {
    return compile(files.stream().map(Source::of).toList(), options);
  }

  private static Map<String, byte[]> compile(
      Collection<? extends JavaFileObject> units, List<String> options) {
    JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
    StringWriter messages = new StringWriter();
    StandardJavaFileManager files =
        javac.getStandardFileManager(null, null, StandardCharsets.UTF_8);
    MemoryFiles memory = new MemoryFiles(files);
    if (!javac.getTask(messages, memory, null, all(options), null, units).call()) {
      throw new AssertionError("javac says:\n" + messages);
    }
    return memory.classFiles();
  }

  private static List<String> all(List<String> options) {
    List<String> all = new ArrayList<>(List.of("-proc:none", "-g", "-nowarn", "-Xlint:-options"));
    all.addAll(List.of("-classpath", runtime().toString()));
    if (!options.contains("--release")) {
      all.addAll(List.of("--release", "17"));
    }
    all.addAll(options);
    return all;
  }

  /** Where the classes of the runtime are. */
  static Path runtime() {
    try {
      return Path.of(Future.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new AssertionError(e);
    }
  }

  private static final class Source extends SimpleJavaFileObject {
    private final String text;

    private Source(String name, String text) {
      super(URI.create("memory:/" + name + ".java"), Kind.SOURCE);
      this.text = text;
    }

    static Source of(String text) {
      Matcher name = NAME.matcher(text);
      if (!name.find()) {
        throw new AssertionError("no class in: " + text);
      }
      if (name.group().startsWith("module")) {
        return new Source("module-info", text);
      }
      return new Source(name.group(1), text.startsWith("package ") ? text : IMPORTS + text);
    }

    static Source of(Path file) {
      String name = file.getFileName().toString();
      return new Source(name.substring(0, name.indexOf('.')), read(file));
    }

    private static String read(Path file) {
      try {
        return Files.readString(file, StandardCharsets.UTF_8);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }
}
