package dev.weft.weaver;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Weaves the class files of a directory in place.
 *
 * <p>All classes are woven before the first is written, so that a class that can't be woven leaves
 * the directory as it was. A file is written beside its place and moved there, so that nobody ever
 * sees half of it; one that would not change is not touched.
 */
public final class DirectoryWeaver {
  private static final String SUFFIX = ".class";

  private final Path directory;
  private final ClassFiles classPath;
  private final TypeHeaders others;
  private final WeaverOptions options;

  /** A weaver with the default options. */
  public DirectoryWeaver(Path directory, ClassFiles classPath) {
    this(directory, classPath, WeaverOptions.defaults());
  }

  /** A weaver for a directory of class files that see a class path. */
  public DirectoryWeaver(Path directory, ClassFiles classPath, WeaverOptions options) {
    this(directory, classPath, ClassFileHeaders.of(classPath), options);
  }

  /**
   * A weaver for a directory of class files.
   *
   * @param directory the directory
   * @param classPath what woven code is verified against
   * @param others where types are looked up that are not among the classes to weave
   * @param options what may be chosen
   */
  public DirectoryWeaver(
      Path directory, ClassFiles classPath, TypeHeaders others, WeaverOptions options) {
    this.directory = directory;
    this.classPath = classPath;
    this.others = others;
    this.options = options;
  }

  /** Weaves everything and deletes generated classes that belong to no class any more. */
  public WeaveReport weaveAll() throws WeaveException, IOException {
    return weaveAll((file, compiled, woven) -> {});
  }

  /**
   * Weaves everything and deletes generated classes that belong to no class any more.
   *
   * @param replaced is told of every class that is woven
   */
  public WeaveReport weaveAll(Replaced replaced) throws WeaveException, IOException {
    return Files.isDirectory(directory)
        ? weave(classFiles(directory, Integer.MAX_VALUE, file -> true), name -> true, replaced)
        : new WeaveReport(0, 0, 0);
  }

  /**
   * Weaves a class and the classes nested in it, and deletes generated classes of theirs that
   * belong to none of them any more.
   *
   * @param topLevel the outermost class, by its name with slashes
   */
  public WeaveReport weaveNest(String topLevel) throws WeaveException, IOException {
    Path file = directory.resolve(topLevel + SUFFIX);
    String name = file.getFileName().toString();
    String prefix = name.substring(0, name.length() - SUFFIX.length()) + "$";
    Predicate<String> inNest = other -> other.equals(name) || other.startsWith(prefix);
    Path parent = file.getParent();
    return parent != null && Files.isDirectory(parent)
        ? weave(
            classFiles(parent, 1, inNest),
            type -> isNested(type, topLevel),
            (classFile, compiled, woven) -> {})
        : new WeaveReport(0, 0, 0);
  }

  /** Looks at everything as {@link #weaveAll} does, and changes nothing. */
  public Inspection inspect() throws IOException {
    Run run = new Run();
    if (Files.isDirectory(directory)) {
      weave(classFiles(directory, Integer.MAX_VALUE, file -> true), name -> true, run);
    }
    return run.inspection();
  }

  private static boolean isNested(String type, String topLevel) {
    return type.equals(topLevel) || type.startsWith(topLevel + "$");
  }

  /** Weaves files; the types of this run are those by which others are not looked up. */
  private WeaveReport weave(List<Path> files, Predicate<String> ofThisRun, Replaced replaced)
      throws WeaveException, IOException {
    Run run = new Run();
    weave(files, ofThisRun, run);
    return run.end(replaced);
  }

  private void weave(List<Path> files, Predicate<String> ofThisRun, Run run) throws IOException {
    Map<List<Path>, List<Path>> byRelease = new LinkedHashMap<>();
    for (Path file : files) {
      List<Path> roots = MultiRelease.roots(directory, nameOf(file));
      byRelease.computeIfAbsent(roots, release -> new ArrayList<>()).add(file);
    }
    for (Map.Entry<List<Path>, List<Path>> release : byRelease.entrySet()) {
      weave(release.getValue(), release.getKey(), ofThisRun, run);
    }
  }

  private void weave(List<Path> files, List<Path> roots, Predicate<String> ofThisRun, Run run)
      throws IOException {
    List<Path> seen = Stream.concat(roots.stream(), Stream.of(directory)).toList();
    try (ClassFiles here = ClassFiles.of(seen);
        ClassFiles path = classPath.behind(roots)) {
      ClassFileHeaders own = ClassFileHeaders.beforeWeaving(here);
      TypeHeaders all =
          name -> {
            TypeHeader header = ofThisRun.test(name) ? own.find(name) : null;
            return header == null ? others.find(name) : header;
          };
      Weaver weaver = new Weaver(path, all, options);
      for (Path file : files) {
        run.weave(file, weaver);
      }
    }
  }

  private static List<Path> classFiles(Path root, int depth, Predicate<String> selected)
      throws IOException {
    try (Stream<Path> files = Files.walk(root, depth)) {
      return files
          .filter(file -> file.toString().endsWith(SUFFIX))
          .filter(file -> selected.test(file.getFileName().toString()))
          .filter(file -> !file.getFileName().toString().equals("module-info.class"))
          .filter(Files::isRegularFile)
          .sorted()
          .toList();
    }
  }

  /** Is told of a class before the woven one takes its place. */
  public interface Replaced {
    /**
     * A class is about to be replaced.
     *
     * @param file its file
     * @param compiled what stands there
     * @param woven what will
     */
    void by(Path file, byte[] compiled, byte[] woven) throws IOException;
  }

  /** What one call has found and is about to write. */
  private final class Run {
    private final List<Problem> problems = new ArrayList<>();
    private final Map<Path, byte[]> compiled = new HashMap<>();
    private final Map<Path, byte[]> writes = new LinkedHashMap<>();
    private final List<Path> generated = new ArrayList<>();
    private final List<Problem> warnings = new ArrayList<>();
    private final List<String> woven = new ArrayList<>();
    private int upToDate;

    Inspection inspection() {
      return new Inspection(woven, upToDate, problems);
    }

    WeaveReport end(Replaced replaced) throws WeaveException, IOException {
      if (!problems.isEmpty()) {
        throw new WeaveException(problems);
      }
      for (Map.Entry<Path, byte[]> write : writes.entrySet()) {
        byte[] before = compiled.get(write.getKey());
        if (before != null) {
          replaced.by(write.getKey(), before, write.getValue());
        }
        replace(write.getKey(), write.getValue());
      }
      int deleted = 0;
      for (Path file : generated) {
        deleted += deleteIfOrphaned(file) ? 1 : 0;
      }
      return new WeaveReport(woven.size(), upToDate, deleted, List.copyOf(warnings));
    }

    void weave(Path file, Weaver weaver) throws IOException {
      byte[] bytes = Files.readAllBytes(file);
      try {
        Weaving weaving = weaver.weave(nameOf(file), bytes);
        warnings.addAll(weaving.warnings());
        switch (weaving.state()) {
          case WOVEN -> {
            compiled.put(file, bytes);
            take(file, weaving);
          }
          case UP_TO_DATE -> upToDate++;
          case GENERATED -> generated.add(file);
          case UNRELATED -> {}
        }
      } catch (WeaveException e) {
        problems.addAll(e.problems());
      }
    }

    private void take(Path file, Weaving weaving) throws IOException {
      String owner = Weaver.className(weaving.classFile()).replace('/', '.');
      woven.add(owner);
      for (GeneratedClass generated : weaving.generated()) {
        String name = generated.internalName();
        Path place = file.resolveSibling(name.substring(name.lastIndexOf('/') + 1) + SUFFIX);
        if (writes.containsKey(place) || isTaken(place, owner)) {
          problems.add(taken(owner, name.replace('/', '.')));
        }
        writes.put(place, generated.bytes());
      }
      // the class itself comes last: until it is there, its frames are merely unused
      writes.put(file, weaving.classFile());
    }
  }

  /** Whether a file belongs to another class than the one that a frame is to be written for. */
  private static boolean isTaken(Path place, String owner) throws IOException {
    return Files.isRegularFile(place)
        && !isFrameOf(owner, Files.readAllBytes(place))
        && !isOrphan(place);
  }

  private static boolean isFrameOf(String owner, byte[] classFile) {
    FrameMark mark = FrameMark.of(classFile);
    return mark != null && mark.owner().equals(owner);
  }

  private static Problem taken(String owner, String generated) {
    return new Problem(
        "WEFT-110",
        owner,
        "",
        owner.replace('.', '/') + SUFFIX,
        0,
        "the weaver would make a class "
            + generated
            + ", which there is already; rename that class, or what the other one is made for");
  }

  private String nameOf(Path file) {
    String relative = directory.relativize(file).toString().replace('\\', '/');
    return relative.substring(0, relative.length() - SUFFIX.length());
  }

  private static void replace(Path file, byte[] bytes) throws IOException {
    try {
      if (!Files.exists(file) || !Arrays.equals(Files.readAllBytes(file), bytes)) {
        move(bytes, file);
      }
    } catch (IOException e) {
      throw new IOException("can't write " + file + ": " + e.getMessage(), e);
    }
  }

  private static void move(byte[] bytes, Path file) throws IOException {
    // not Files.createTempFile, whose files nobody else may read
    String name = file.getFileName() + "." + ProcessHandle.current().pid() + ".tmp";
    Path temporary = file.resolveSibling(name);
    try {
      Files.write(temporary, bytes);
      Files.move(
          temporary, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  private static boolean deleteIfOrphaned(Path frame) throws IOException {
    return isOrphan(frame) && Files.deleteIfExists(frame);
  }

  /** A frame is an orphan when its class is gone or doesn't mention it any more. */
  private static boolean isOrphan(Path frame) throws IOException {
    byte[] bytes = Files.readAllBytes(frame);
    FrameMark mark = FrameMark.of(bytes);
    if (mark == null) {
      return false;
    }
    String owner = mark.owner();
    Path file = frame.resolveSibling(owner.substring(owner.lastIndexOf('.') + 1) + SUFFIX);
    return !Files.exists(file)
        || !Weaver.mentions(Files.readAllBytes(file), Weaver.className(bytes));
  }
}
