package dev.weft.processor;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.annotation.processing.Filer;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;
import javax.tools.FileObject;
import javax.tools.StandardLocation;
import org.jspecify.annotations.Nullable;

/**
 * The directory that javac writes class files to.
 *
 * <p>Without {@code -d} javac writes a class beside its source. It doesn't tell a processor which
 * of the two holds, so that the newer file of the two possible ones is taken for its work.
 */
final class ClassOutput {
  private static final String SUFFIX = ".class";

  /** Where javac writes; the same for all classes of a compilation. */
  private enum Place {
    UNKNOWN,
    OUTPUT,
    SOURCE
  }

  private final Filer filer;
  private final Elements elements;

  /** By module, as asking javac for each class costs more than all else that is done here. */
  private final Map<String, Optional<Path>> roots = new HashMap<>();

  /** Known from the first class on that lies in one of the two places only. */
  private Place place = Place.UNKNOWN;

  ClassOutput(ProcessingEnvironment environment) {
    this.filer = environment.getFiler();
    this.elements = environment.getElementUtils();
  }

  /**
   * The file that a class was written to.
   *
   * @param source the file that the class was compiled from
   * @return the file; empty if it is in memory or in a foreign file system
   */
  Optional<ClassFile> find(TypeElement type, @Nullable FileObject source) {
    String name = elements.getBinaryName(type).toString().replace('.', '/');
    List<ClassFile> output = place == Place.SOURCE ? List.of() : underOutput(type, name);
    List<ClassFile> beside = place == Place.OUTPUT ? List.of() : besideSource(name, source);
    if (output.isEmpty() != beside.isEmpty()) {
      place = output.isEmpty() ? Place.SOURCE : Place.OUTPUT;
    }
    return Stream.concat(output.stream(), beside.stream())
        .max(Comparator.comparing(ClassOutput::modified));
  }

  /** Modules that are compiled together have a directory each, a single one has none. */
  private List<ClassFile> underOutput(TypeElement type, String name) {
    Stream<String> modules =
        Stream.ofNullable(elements.getModuleOf(type))
            .filter(module -> !module.isUnnamed())
            .map(module -> module.getQualifiedName() + "/");
    return Stream.concat(Stream.of(""), modules)
        .flatMap(module -> roots.computeIfAbsent(module, this::outputRoot).stream())
        .map(root -> new ClassFile(root, name))
        .filter(ClassFile::exists)
        .toList();
  }

  private Optional<Path> outputRoot(String module) {
    try {
      return path(filer.getResource(StandardLocation.CLASS_OUTPUT, module, "any").toUri())
          .map(Path::getParent);
    } catch (IOException | RuntimeException e) {
      return Optional.empty(); // no such place, or a file manager that has no such notion
    }
  }

  private static List<ClassFile> besideSource(String name, @Nullable FileObject source) {
    return Optional.ofNullable(source)
        .flatMap(file -> path(file.toUri()))
        .map(file -> file.resolveSibling(name.substring(name.lastIndexOf('/') + 1) + SUFFIX))
        .flatMap(file -> root(file, name + SUFFIX))
        .map(root -> new ClassFile(root, name))
        .filter(ClassFile::exists)
        .stream()
        .toList();
  }

  private static Optional<Path> path(URI uri) {
    try {
      return "file".equals(uri.getScheme()) ? Optional.of(Path.of(uri)) : Optional.empty();
    } catch (IllegalArgumentException | FileSystemNotFoundException e) {
      return Optional.empty();
    }
  }

  /** Empty if the file doesn't lie in the directories of its package. */
  private static Optional<Path> root(Path file, String relativeName) {
    Path root = file.toAbsolutePath();
    for (int depth = Path.of(relativeName).getNameCount(); depth > 0; depth--) {
      root = root.getParent();
      if (root == null) {
        return Optional.empty();
      }
    }
    return Optional.of(root).filter(found -> found.resolve(relativeName).equals(file));
  }

  private static FileTime modified(ClassFile file) {
    try {
      return Files.getLastModifiedTime(file.path());
    } catch (IOException e) {
      return FileTime.fromMillis(0);
    }
  }
}
