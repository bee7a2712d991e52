package dev.weft.maven;

import dev.weft.weaver.LintLevel;
import dev.weft.weaver.LintOptions;
import dev.weft.weaver.WeaverOptions;
import java.io.File;
import java.nio.file.Path;
import java.util.List;
import org.apache.maven.model.Plugin;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/** What both goals share: the switches. A goal adds which classes it weaves. */
@SuppressWarnings("NullAway.Init") // Maven sets the parameters
abstract class AbstractWeaveMojo extends AbstractMojo {
  /** Leaves the classes as the compiler wrote them. */
  @Parameter(property = "weft.skip", defaultValue = "false")
  private boolean skip;

  /**
   * Whether an await of a call whose target is certain calls its body directly. Turn it off for
   * mocks and for agents that must see every call of an async method.
   */
  @Parameter(property = "weft.fuse", defaultValue = "true")
  private boolean fuse;

  /**
   * Whether an await keeps every variable in scope for debuggers, at the cost of larger frames and
   * of objects that are kept although nobody uses them any more.
   */
  @Parameter(property = "weft.debug", defaultValue = "false")
  private boolean debug;

  /** Whether to warn of methods that weaving makes so long that HotSpot won't compile them. */
  @Parameter(property = "weft.warnHuge", defaultValue = "true")
  private boolean warnHuge;

  /** Where the build writes, apart from what it packs. */
  @Parameter(defaultValue = "${project.build.directory}", readonly = true, required = true)
  private File buildDirectory;

  /** This very execution of the plugin. */
  @Parameter(defaultValue = "${mojoExecution}", readonly = true, required = true)
  private MojoExecution mojo;

  /**
   * What becomes of warnings about what compiles and is a mistake all the same: {@code off}, {@code
   * warn} or {@code error}. Unless set they are warnings where the compiler didn't run
   * weft-processor, and off where it did, since that has told of them.
   */
  @Parameter(property = "weft.lint")
  private @Nullable String lint;

  /**
   * What of it is not told: {@code blocking}, or {@code blocking:com.acme.Store#close} in one
   * method, with commas in between.
   */
  @Parameter(property = "weft.lintExcept")
  private @Nullable String lintExcept;

  /** Further methods that block: {@code com.acme.Client#call}, with commas in between. */
  @Parameter(property = "weft.blocking")
  private @Nullable String blocking;

  /** What the build runs. */
  @Parameter(defaultValue = "${project.build.plugins}", readonly = true, required = true)
  private List<Plugin> plugins = List.of();

  /** The directory whose classes are woven, in place. */
  abstract File classesDirectory();

  /** Where the types that these classes mention are looked up. */
  abstract List<String> classPath();

  @Override
  public final void execute() throws MojoExecutionException, MojoFailureException {
    if (skip) {
      getLog().info("Weaving is skipped (weft.skip)");
      return;
    }
    Path classes = classesDirectory().toPath();
    List<Path> path = classPath().stream().map(Path::of).toList();
    WeaverOptions options = new WeaverOptions(fuse, debug, warnHuge, lints());
    Path kept = buildDirectory.toPath().resolve("weft").resolve(mojo.getGoal());
    new WeaveRun(classes, path, options, kept, mojo.getVersion(), getLog()).execute();
  }

  private LintOptions lints() throws MojoExecutionException {
    BuildFacts facts = BuildFacts.of(plugins);
    try {
      return LintOptions.of(this::option, facts.processorLints() ? LintLevel.OFF : LintLevel.WARN);
    } catch (IllegalArgumentException e) {
      throw new MojoExecutionException("[WEFT-026] -D" + e.getMessage(), e);
    }
  }

  private @Nullable String option(String name) {
    return switch (name) {
      case LintOptions.LEVEL -> lint;
      case LintOptions.EXCEPT -> lintExcept;
      default -> blocking;
    };
  }
}
