package dev.weft.weaver;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
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
  private final Weaver weaver;

  /** A weaver with the default options. */
  public DirectoryWeaver(Path directory, ClassFiles classPath) {
    this(directory, classPath, WeaverOptions.defaults());
  }

  /** A weaver for a directory of class files that see a class path. */
  public DirectoryWeaver(Path directory, ClassFiles classPath, WeaverOptions options) {
    this.directory = directory;
    this.weaver = new Weaver(classPath, options);
  }

  /** Weaves everything and deletes frame classes that belong to no method any more. */
  public WeaveReport weaveAll() throws WeaveException, IOException {
    if (!Files.isDirectory(directory)) {
      return new WeaveReport(0, 0, 0);
    }
    return weave(directory, Integer.MAX_VALUE, file -> true);
  }

  /**
   * Weaves a class and the classes nested in it, and deletes frame classes of theirs that belong to
   * no method any more.
   *
   * @param topLevel the outermost class, by its name with slashes
   */
  public WeaveReport weaveNest(String topLevel) throws WeaveException, IOException {
    Path file = directory.resolve(topLevel + SUFFIX);
    String name = file.getFileName().toString();
    String prefix = name.substring(0, name.length() - SUFFIX.length()) + "$";
    Predicate<String> inNest = other -> other.equals(name) || other.startsWith(prefix);
    Path parent = file.getParent();
    return parent == null || !Files.isDirectory(parent)
        ? new WeaveReport(0, 0, 0)
        : weave(parent, 1, inNest);
  }

  private WeaveReport weave(Path root, int depth, Predicate<String> selected)
      throws WeaveException, IOException {
    Run run = new Run();
    for (Path file : classFiles(root, depth, selected)) {
      run.weave(file);
    }
    if (!run.problems.isEmpty()) {
      throw new WeaveException(run.problems);
    }
    for (Map.Entry<Path, byte[]> write : run.writes.entrySet()) {
      replace(write.getKey(), write.getValue());
    }
    int deleted = 0;
    for (Path frame : run.frames) {
      deleted += deleteIfOrphaned(frame) ? 1 : 0;
    }
    return new WeaveReport(run.woven, run.upToDate, deleted);
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

  /** What one call has found and is about to write. */
  private final class Run {
    final List<Problem> problems = new ArrayList<>();
    final Map<Path, byte[]> writes = new LinkedHashMap<>();
    final List<Path> frames = new ArrayList<>();
    int woven;
    int upToDate;

    void weave(Path file) throws IOException {
      byte[] bytes = Files.readAllBytes(file);
      try {
        Weaving weaving = weaver.weave(nameOf(file), bytes);
        switch (weaving.state()) {
          case WOVEN -> take(file, weaving);
          case UP_TO_DATE -> upToDate++;
          case FRAME -> frames.add(file);
          case UNRELATED -> {}
        }
      } catch (WeaveException e) {
        problems.addAll(e.problems());
      }
    }

    private void take(Path file, Weaving weaving) throws IOException {
      woven++;
      String owner = Weaver.className(weaving.classFile()).replace('/', '.');
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

  private static Problem taken(String owner, String frame) {
    return new Problem(
        "WEFT-110",
        owner,
        "",
        owner.replace('.', '/') + SUFFIX,
        0,
        "the frame of a method would be the class "
            + frame
            + ", which there is already; rename the method or that class");
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
