package dev.weft.maven;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import org.apache.maven.model.Plugin;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.plugins.annotations.ResolutionScope;

/** Says what weaves the project's classes, and which of them are not woven and why. */
@Mojo(name = "doctor", requiresDependencyResolution = ResolutionScope.TEST, threadSafe = true)
@SuppressWarnings("NullAway.Init") // Maven sets the parameters
public final class DoctorMojo extends AbstractMojo {
  /** Where the compiler wrote the classes. */
  @Parameter(defaultValue = "${project.build.outputDirectory}", readonly = true, required = true)
  private File classesDirectory;

  /** Where it wrote those of the tests. */
  @Parameter(
      defaultValue = "${project.build.testOutputDirectory}",
      readonly = true,
      required = true)
  private File testClassesDirectory;

  /** The class path of the tests. */
  @Parameter(defaultValue = "${project.testClasspathElements}", readonly = true, required = true)
  private List<String> classPath;

  /** What the build runs. */
  @Parameter(defaultValue = "${project.build.plugins}", readonly = true, required = true)
  private List<Plugin> plugins;

  /** Maven makes the goal. */
  public DoctorMojo() {}

  @Override
  public void execute() throws MojoExecutionException {
    List<Path> path = classPath.stream().map(Path::of).toList();
    Diagnosis diagnosis = new Diagnosis(BuildFacts.of(plugins), path, getLog());
    diagnosis.tellBuild();
    diagnosis.tell(classesDirectory.toPath());
    diagnosis.tell(testClassesDirectory.toPath());
  }
}
