package dev.weft.maven;

import java.nio.file.Path;
import java.util.List;
import org.apache.maven.model.Plugin;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.plugins.annotations.ResolutionScope;

/** Says what weaves the project's classes, and which of them are not woven and why. */
@Mojo(name = "doctor", requiresDependencyResolution = ResolutionScope.TEST, threadSafe = true)
@SuppressWarnings("NullAway.Init") // Maven sets the parameters
public final class DoctorMojo extends AbstractLookMojo {
  /** What the build runs. */
  @Parameter(defaultValue = "${project.build.plugins}", readonly = true, required = true)
  private List<Plugin> plugins;

  /** Maven makes the goal. */
  public DoctorMojo() {}

  @Override
  public void execute() throws MojoExecutionException {
    Diagnosis diagnosis = new Diagnosis(BuildFacts.of(plugins), classPath(), getLog());
    diagnosis.tellBuild();
    for (Path classes : directories()) {
      diagnosis.tell(classes);
    }
  }
}
