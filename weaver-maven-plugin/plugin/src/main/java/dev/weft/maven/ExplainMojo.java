package dev.weft.maven;

import dev.weft.weaver.ClassFiles;
import dev.weft.weaver.Explainer;
import dev.weft.weaver.MethodFilter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.plugins.annotations.ResolutionScope;
import org.jspecify.annotations.Nullable;

/**
 * Says what becomes of each async method of the project, or has become of it: where it can be
 * suspended, what it keeps there, and why a method can't be woven.
 */
@Mojo(name = "explain", requiresDependencyResolution = ResolutionScope.TEST, threadSafe = true)
public final class ExplainMojo extends AbstractLookMojo {
  /**
   * What is asked about: {@code com.acme.Order}, {@code Order#load} or {@code #load}; everything if
   * it isn't set.
   */
  @Parameter(property = "weft.explain")
  private @Nullable String filter;

  /** Maven makes the goal. */
  public ExplainMojo() {}

  @Override
  public void execute() throws MojoExecutionException {
    MethodFilter wanted = filter == null ? MethodFilter.ALL : MethodFilter.of(filter);
    boolean said = false;
    for (Path classes : directories()) {
      said |= Files.isDirectory(classes) && explain(classes, wanted);
    }
    if (!said) {
      getLog()
          .warn(
              "There is no async method"
                  + (filter == null ? "" : " " + filter)
                  + " among the project's classes; were they compiled? mvn test-compile does it");
    }
  }

  private boolean explain(Path classes, MethodFilter wanted) throws MojoExecutionException {
    Said said = new Said();
    try (ClassFiles path = ClassFiles.of(classPath())) {
      new Explainer(path, wanted, said::line)
          .explain(classes)
          .forEach(problem -> said.warning(problem.toString()));
    } catch (IOException e) {
      throw new MojoExecutionException("Can't look at " + classes + ": " + e, e);
    }
    return said.anything;
  }

  /** Whether there was anything to say. */
  private final class Said {
    private boolean anything;

    void line(String text) {
      anything = true;
      getLog().info(text);
    }

    void warning(String text) {
      anything = true;
      getLog().warn(text);
    }
  }
}
