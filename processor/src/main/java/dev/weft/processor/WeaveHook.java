package dev.weft.processor;

import com.sun.source.util.TaskEvent;
import dev.weft.weaver.ClassFiles;
import dev.weft.weaver.DirectoryWeaver;
import dev.weft.weaver.LintOptions;
import dev.weft.weaver.Problem;
import dev.weft.weaver.TypeHeaders;
import dev.weft.weaver.WeaveException;
import dev.weft.weaver.Weaver;
import dev.weft.weaver.WeaverOptions;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.NestingKind;
import javax.lang.model.element.TypeElement;

/**
 * Weaves a top-level class and everything nested in it as soon as javac has written them.
 *
 * <p>Javac writes a nested class before the class around it, so the top-level class comes last. A
 * nest that has nothing to do with async code costs no more than a look at its files.
 */
final class WeaveHook implements JavacListeners.ClassStep {
  /**
   * What woven code is verified against. Of the program's own classes many are still to be
   * compiled: what lies in their place is from an earlier run and would mislead.
   */
  private static final ClassFiles PLATFORM = ClassFiles.of(List.of());

  private static final String FUSE = "weft.fuse";
  private static final String DEBUG = "weft.debug";
  private static final String WARN_HUGE = "weft.warnHuge";

  /** What may be chosen by options of javac. */
  static final Set<String> OPTIONS = Set.of(FUSE, DEBUG, WARN_HUGE);

  private final ClassOutput output;
  private final WeaverOptions options;
  private final TypeHeaders headers;
  private final Weaver weaver;
  private final ElementReporter reporter;
  private final OldFrames oldFrames = new OldFrames();

  /** The top-level classes around a class that may have to be woven. */
  private final Set<TypeElement> concerned = new HashSet<>();

  WeaveHook(ProcessingEnvironment environment, SourceTypes sources, ElementReporter reporter) {
    this.output = new ClassOutput(environment);
    this.options = options(environment.getOptions());
    this.headers = new ElementHeaders(environment, sources);
    this.weaver = new Weaver(PLATFORM, headers, options);
    this.reporter = reporter;
  }

  private static WeaverOptions options(Map<String, String> given) {
    WeaverOptions defaults = WeaverOptions.defaults();
    return new WeaverOptions(
        isOn(FUSE, given, defaults.fuse()),
        isOn(DEBUG, given, defaults.debug()),
        isOn(WARN_HUGE, given, defaults.warnHuge()),
        LintOptions.OFF); // the checks of trees have told of it
  }

  private static boolean isOn(String option, Map<String, String> given, boolean otherwise) {
    return Boolean.parseBoolean(given.getOrDefault(option, String.valueOf(otherwise)));
  }

  @Override
  public void process(TypeElement type, TaskEvent event) {
    // javac hands module-info over as a type, but can't say where it belongs
    if (!type.getSimpleName().contentEquals("module-info")) {
      output.find(type, event.getSourceFile()).ifPresent(file -> process(type, file));
    }
  }

  private void process(TypeElement type, ClassFile file) {
    try {
      oldFrames.look(file.directory());
      if (weaver.concerns(file.content())) {
        concerned.add(SourceTypes.outermost(type));
      }
      if (type.getNestingKind() == NestingKind.TOP_LEVEL && isConcerned(type, file)) {
        weave(type, file);
      }
    } catch (WeaveException e) {
      reporter.error(type, String.valueOf(e.getMessage()));
    } catch (IOException e) {
      reporter.error(
          ErrorId.CLASS_OUTPUT,
          type,
          "can't weave %s in place (%s); delete it and compile again".formatted(type, e));
    }
  }

  private void weave(TypeElement type, ClassFile file) throws WeaveException, IOException {
    DirectoryWeaver directory = new DirectoryWeaver(file.root(), PLATFORM, headers, options);
    for (Problem warning : directory.weaveNest(file.internalName()).warnings()) {
      reporter.warn(type, warning.toString());
    }
  }

  private boolean isConcerned(TypeElement type, ClassFile file) {
    return concerned.remove(type) || oldFrames.existFor(file);
  }
}
