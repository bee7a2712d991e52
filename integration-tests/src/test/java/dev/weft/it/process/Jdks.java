package dev.weft.it.process;

import java.io.File;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The JDKs to test with: the running one, those that {@code WEFT_TEST_JDKS} names, those of Maven's
 * toolchains and those installed beside the running one. Of each version that matters the first
 * found is taken.
 */
public final class Jdks {
  private static final List<Integer> VERSIONS = List.of(17, 25);
  private static final Pattern JDK_HOME = Pattern.compile("<jdkHome>\\s*(.*?)\\s*</jdkHome>");

  private static final List<Jdk> ALL = find();

  private Jdks() {}

  /** All of them, the oldest first; never empty. */
  public static List<Jdk> all() {
    return ALL;
  }

  private static List<Jdk> find() {
    Map<Integer, Jdk> found = new TreeMap<>();
    add(found, List.of(running()));
    for (Path home : named()) {
      Jdk jdk = jdk(home).orElseThrow(() -> new AssertionError("WEFT_TEST_JDKS: no JDK " + home));
      add(found, List.of(jdk));
    }
    Stream.concat(toolchains(), siblings())
        .forEach(home -> add(found, jdk(home).stream().toList()));
    return List.copyOf(found.values());
  }

  private static void add(Map<Integer, Jdk> found, Collection<Jdk> jdks) {
    jdks.forEach(jdk -> found.putIfAbsent(jdk.feature(), jdk));
  }

  /** The one that runs these tests. */
  public static Jdk running() {
    return new Jdk(Runtime.version().feature(), Path.of(System.getProperty("java.home")));
  }

  private static List<Path> named() {
    String value = System.getProperty("WEFT_TEST_JDKS", System.getenv("WEFT_TEST_JDKS"));
    return value == null || value.isBlank()
        ? List.of()
        : Stream.of(value.split(Pattern.quote(File.pathSeparator))).map(Path::of).toList();
  }

  private static Stream<Path> toolchains() {
    Path file = Path.of(System.getProperty("user.home"), ".m2", "toolchains.xml");
    if (!Files.isRegularFile(file)) {
      return Stream.empty();
    }
    try {
      return JDK_HOME.matcher(Files.readString(file)).results().map(m -> Path.of(m.group(1)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Stream<Path> siblings() {
    Path parent = running().home().getParent();
    try (Stream<Path> list = Files.list(parent)) {
      return list.sorted().toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The JDK in a directory, if it is one of a version that matters. */
  private static Optional<Jdk> jdk(Path home) {
    Path release = home.resolve("release");
    if (!Files.isRegularFile(release) || !hasCompiler(home)) {
      return Optional.empty();
    }
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(release)) {
      properties.load(reader);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    String version = properties.getProperty("JAVA_VERSION", "").replace("\"", "");
    return Optional.of(version.split("\\.", 2)[0])
        .filter(feature -> VERSIONS.stream().anyMatch(v -> v.toString().equals(feature)))
        .map(feature -> new Jdk(Integer.parseInt(feature), home));
  }

  private static boolean hasCompiler(Path home) {
    Path bin = home.resolve("bin");
    return Files.exists(bin.resolve("javac")) || Files.exists(bin.resolve("javac.exe"));
  }
}
