package dev.weft.maven;

import java.io.File;
import java.util.List;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.plugins.annotations.ResolutionScope;

/** Weaves the async code of the project's test classes. */
@Mojo(
    name = "weave-tests",
    defaultPhase = LifecyclePhase.PROCESS_TEST_CLASSES,
    requiresDependencyResolution = ResolutionScope.TEST,
    threadSafe = true)
@SuppressWarnings("NullAway.Init") // Maven sets the parameters
public final class WeaveTestsMojo extends AbstractWeaveMojo {
  /** Where the compiler wrote the test classes. */
  @Parameter(
      defaultValue = "${project.build.testOutputDirectory}",
      readonly = true,
      required = true)
  private File classesDirectory;

  /** The class path that they were compiled with, the main classes included. */
  @Parameter(defaultValue = "${project.testClasspathElements}", readonly = true, required = true)
  private List<String> classPath;

  /** Maven makes the goal. */
  public WeaveTestsMojo() {}

  @Override
  File classesDirectory() {
    return classesDirectory;
  }

  @Override
  List<String> classPath() {
    return classPath;
  }
}
