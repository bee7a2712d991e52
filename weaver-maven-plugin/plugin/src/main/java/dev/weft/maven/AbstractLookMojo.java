package dev.weft.maven;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugins.annotations.Parameter;

/** What the goals share that look at a project's classes and change nothing. */
@SuppressWarnings("NullAway.Init") // Maven sets the parameters
abstract class AbstractLookMojo extends AbstractMojo {
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

  /** The directories of classes, whether they exist or not. */
  final List<Path> directories() {
    return List.of(classesDirectory.toPath(), testClassesDirectory.toPath());
  }

  /** Where types are looked up. */
  final List<Path> classPath() {
    return classPath.stream().map(Path::of).toList();
  }
}
