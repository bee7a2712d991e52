package dev.weft.maven;

import dev.weft.weaver.ClassFiles;
import dev.weft.weaver.DirectoryWeaver;
import dev.weft.weaver.Inspection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.logging.Log;

/**
 * A look at a project that changes nothing: what weaves its classes, and which are not woven and
 * why.
 *
 * @param facts what the build says
 * @param classPath where types are looked up
 * @param log where it is told
 */
record Diagnosis(BuildFacts facts, List<Path> classPath, Log log) {
  /** Tells what holds for all directories of the project. */
  void tellBuild() {
    log.info("The goal weave is " + (facts.weaves() ? "bound" : "not bound"));
    log.info(
        "The compiler plugin "
            + (facts.hasProcessor() ? "names weft-processor" : "doesn't name weft-processor")
            + (facts.hookWeaves() ? ", which weaves what javac writes" : ""));
    if (classPath.stream().noneMatch(Diagnosis::isRuntime)) {
      log.warn("There is no dev.weft:weft-runtime on the class path: add it to the dependencies");
    }
  }

  private static boolean isRuntime(Path entry) {
    return String.valueOf(entry.getFileName()).startsWith("weft-runtime")
        || Files.exists(entry.resolve("dev/weft/Weft.class"));
  }

  /** Tells about the classes of a directory. */
  void tell(Path classes) throws MojoExecutionException {
    try (ClassFiles path = ClassFiles.of(classPath)) {
      tell(classes, new DirectoryWeaver(classes, path).inspect());
    } catch (IOException e) {
      throw new MojoExecutionException("Can't look at " + classes + ": " + e, e);
    }
  }

  private void tell(Path classes, Inspection found) {
    log.info(
        "%s: %d woven, %d not woven, %d problems"
            .formatted(classes, found.woven(), found.notWoven().size(), found.problems().size()));
    found.notWoven().forEach(name -> log.warn(name + " is not woven: " + facts.cause()));
    found.problems().forEach(problem -> log.warn(problem.toString()));
  }
}
