package dev.weft.it.tables;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A test that names the entries of a list that it is about: by tags of JUnit such as {@code P18},
 * or, where it is a case of the differential test, by {@code Pitfall}.
 *
 * @param file its source file, seen from the root of the project, with slashes
 * @param method its name
 */
record NamedTest(String file, String method) {
  /** The sources of newer versions of Java can't be parsed by the oldest JDK: this is a scan. */
  private static final Pattern ANNOTATION =
      Pattern.compile(
          "@Tag\\(\"(?<letter>[A-Z])(?<label>\\d+[a-z]?)\"\\)"
              + "|@(?<pitfalls>Pitfall)\\(\\{?(?<numbers>[\\d, ]+)}?\\)");

  private static final Pattern OTHER_ANNOTATION =
      Pattern.compile("\\s*@[\\w.]+(?:\\((?:\"[^\"]*\"|[^()\"])*\\))?");

  private static final Pattern METHOD = Pattern.compile("[^@({;=]*?\\b(\\w+)\\(");

  /** All tests of the project, by the labels of the entries. */
  static Map<String, List<NamedTest>> all(Path root) {
    Map<String, List<NamedTest>> found = new TreeMap<>();
    for (Path file : files(root)) {
      collect(root.relativize(file).toString().replace('\\', '/'), read(file), found);
    }
    return found;
  }

  private static List<Path> files(Path root) {
    try (Stream<Path> files = Files.walk(root)) {
      return files.filter(file -> isTest(root.relativize(file))).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isTest(Path file) {
    String name = "/" + file.toString().replace('\\', '/');
    return name.endsWith(".java") && name.contains("/src/test/") && !name.contains("/target/");
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void collect(String file, String source, Map<String, List<NamedTest>> found) {
    Matcher annotation = ANNOTATION.matcher(source);
    while (annotation.find()) {
      NamedTest test = new NamedTest(file, methodAfter(source, annotation.end(), file));
      for (String label : labels(annotation)) {
        List<NamedTest> tests = found.computeIfAbsent(label, l -> new ArrayList<>());
        if (!tests.contains(test)) {
          tests.add(test);
        }
      }
    }
  }

  private static List<String> labels(Matcher annotation) {
    if (annotation.group("pitfalls") == null) {
      return List.of(annotation.group("letter") + annotation.group("label"));
    }
    return Stream.of(annotation.group("numbers").split("[, ]+")).map("P"::concat).toList();
  }

  /** The method that an annotation which ends somewhere stands before. */
  private static String methodAfter(String source, int end, String file) {
    int at = end;
    Matcher other = OTHER_ANNOTATION.matcher(source);
    while (other.region(at, source.length()).lookingAt()) {
      at = other.end();
    }
    Matcher method = METHOD.matcher(source).region(at, source.length());
    if (!method.lookingAt()) {
      throw new AssertionError("no method after the annotation at " + end + " of " + file);
    }
    return method.group(1);
  }

  /** The version of Java that it needs, where that isn't the oldest. */
  String release() {
    Matcher folder = Pattern.compile("/differential(\\d+)/").matcher(file);
    return folder.find() ? folder.group(1) : "";
  }

  /** The simple name of its class. */
  String className() {
    return file.substring(file.lastIndexOf('/') + 1).replace(".java", "");
  }

  /** Whether its class mentions a text. */
  boolean mentions(String text, Path root) {
    return read(root.resolve(file)).contains(text);
  }
}
