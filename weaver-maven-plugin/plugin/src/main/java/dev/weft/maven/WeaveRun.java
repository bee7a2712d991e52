package dev.weft.maven;

import dev.weft.weaver.ClassFiles;
import dev.weft.weaver.DirectoryWeaver;
import dev.weft.weaver.Problem;
import dev.weft.weaver.WeaveException;
import dev.weft.weaver.WeaveReport;
import dev.weft.weaver.WeaverOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugin.logging.Log;

/**
 * One weaving of one directory, told to Maven.
 *
 * @param classes the directory; it need not exist
 * @param classPath where mentioned types are looked up
 * @param options what is chosen about woven code
 * @param kept where classes are kept as the compiler wrote them
 * @param version of the plugin
 * @param log Maven's log
 */
record WeaveRun(
    Path classes, List<Path> classPath, WeaverOptions options, Path kept, String version, Log log) {
  void execute() throws MojoExecutionException, MojoFailureException {
    if (!Files.isDirectory(classes)) {
      log.debug("Nothing to weave: there is no " + classes);
      return;
    }
    try (ClassFiles path = ClassFiles.of(classPath)) {
      Originals originals = new Originals(classes, kept, version + " " + options);
      originals.putBack();
      tell(new DirectoryWeaver(classes, path, options).weaveAll(originals));
      originals.save();
    } catch (WeaveException e) {
      throw refused(e);
    } catch (IOException e) {
      throw new MojoExecutionException("Can't weave " + classes + ": " + e, e);
    }
  }

  private void tell(WeaveReport report) {
    report.warnings().forEach(warning -> log.warn(warning.toString()));
    String deleted = report.deleted() == 0 ? "" : ", " + report.deleted() + " stale deleted";
    log.info(
        "Wove "
            + count(report.woven(), "class", "classes")
            + " ("
            + report.upToDate()
            + " up to date"
            + deleted
            + ")");
  }

  private MojoFailureException refused(WeaveException e) {
    e.problems().forEach(problem -> log.error(problem.toString()));
    long classCount = e.problems().stream().map(Problem::className).distinct().count();
    return new MojoFailureException(
        count(e.problems().size(), "problem", "problems")
            + " in "
            + count(classCount, "class", "classes")
            + "; nothing was woven");
  }

  private static String count(long number, String one, String many) {
    return number + " " + (number == 1 ? one : many);
  }
}
