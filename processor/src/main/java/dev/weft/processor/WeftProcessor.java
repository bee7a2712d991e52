package dev.weft.processor;

import com.google.auto.service.AutoService;
import dev.weft.weaver.LintOptions;
import java.io.IOException;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.ProcessingEnvironment;
import javax.annotation.processing.Processor;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;
import org.jspecify.annotations.Nullable;

/**
 * The annotation processor of Weft.
 *
 * <p>It checks {@code @Async}, {@code @AsyncMain} and {@code @AsyncTest} methods, checks every
 * {@code await}, generates the launchers of {@code @AsyncMain} methods that return a future and the
 * faces of {@code @BlockingFace} and {@code @CompletableFace} types, and weaves the classes that
 * javac writes. {@code -Aweft.weave=false} leaves the weaving to another tool; {@code -Aweft.lint}
 * is {@code off}, {@code warn} or {@code error} and says what becomes of warnings; {@code
 * -Aweft.blocking=com.acme.Client#call} names more methods that block; {@code
 * -Aweft.cancelSafety=false} switches the warnings WEFT-016 and WEFT-017 off; {@code
 * -Aweft.debug=true}, {@code -Aweft.fuse=false} and {@code -Aweft.warnHuge=false} are the weaver's
 * own options.
 */
@AutoService(Processor.class)
public final class WeftProcessor extends AbstractProcessor {
  private static final String WEAVE = "weft.weave";

  private @Nullable Steps steps;

  /** Creates the processor; compilers do this. */
  public WeftProcessor() {}

  @Override
  public SourceVersion getSupportedSourceVersion() {
    return SourceVersion.latestSupported();
  }

  /** Every type: a source without any annotation may hold async lambdas. */
  @Override
  public Set<String> getSupportedAnnotationTypes() {
    return Set.of("*");
  }

  @Override
  public Set<String> getSupportedOptions() {
    Set<String> options = new LinkedHashSet<>(WeaveHook.OPTIONS);
    options.add(WEAVE);
    options.add(TreeChecks.CANCEL_SAFETY);
    options.add(LintOptions.LEVEL);
    options.add(LintOptions.BLOCKING);
    return options;
  }

  @Override
  public synchronized void init(ProcessingEnvironment environment) {
    super.init(environment);
    boolean weave = !"false".equals(environment.getOptions().get(WEAVE));
    steps = Steps.of(environment, JavacListeners.install(environment, weave));
  }

  @Override
  @SuppressWarnings("DoNotClaimAnnotations") // see isAlone
  public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
    Steps current = steps;
    if (current != null) {
      Set<ExecutableElement> mains = methods(Names.ASYNC_MAIN, annotations, round);
      Set<ExecutableElement> all = methods(Names.ASYNC, annotations, round);
      all.addAll(mains);
      Names.TESTS.forEach(test -> all.addAll(methods(test, annotations, round)));
      all.forEach(current::check);
      mains.forEach(current::launch);
      types(Names.ASYNC_LAMBDA, annotations, round).forEach(current::checkMark);
      for (Face.Kind kind : Face.Kind.values()) {
        types(kind.annotation(), annotations, round).forEach(type -> current.face(type, kind));
      }
    }
    return annotations.stream().allMatch(WeftProcessor::isOursOrTheJdks) && isAlone();
  }

  /**
   * Where every annotation is claimed, javac doesn't ask the processors that come after, not even
   * those for sources without any; where none is, {@code -Xlint:processing} warns of Weft's own.
   */
  private static boolean isAlone() {
    try {
      String services = "META-INF/services/" + Processor.class.getName();
      return Collections.list(WeftProcessor.class.getClassLoader().getResources(services)).size()
          <= 1;
    } catch (IOException e) {
      return false;
    }
  }

  private static boolean isOursOrTheJdks(TypeElement annotation) {
    String name = annotation.getQualifiedName().toString();
    return name.startsWith("dev.weft.") || name.startsWith("java.");
  }

  private static Set<ExecutableElement> methods(
      String annotation, Set<? extends TypeElement> present, RoundEnvironment round) {
    return new LinkedHashSet<>(ElementFilter.methodsIn(annotated(annotation, present, round)));
  }

  private static Set<TypeElement> types(
      String annotation, Set<? extends TypeElement> present, RoundEnvironment round) {
    return ElementFilter.typesIn(annotated(annotation, present, round));
  }

  /** javac looks through the whole program for each annotation, so only for what is there. */
  private static Set<? extends Element> annotated(
      String annotation, Set<? extends TypeElement> present, RoundEnvironment round) {
    return present.stream()
        .filter(type -> type.getQualifiedName().contentEquals(annotation))
        .<Set<? extends Element>>map(round::getElementsAnnotatedWith)
        .findFirst()
        .orElse(Set.of());
  }

  /**
   * What happens to an annotated method in a round.
   *
   * @param boundary where exceptions end
   * @param checks the checks of declarations; empty on javac, where they run with those of trees,
   *     so that all errors come at once
   * @param marks the same for interfaces
   * @param launchers writes the launchers
   * @param faces tells what faces consist of
   * @param faceWriter writes them
   */
  private record Steps(
      Boundary boundary,
      Optional<MethodChecks> checks,
      Optional<MarkCheck> marks,
      LauncherWriter launchers,
      FaceCheck faces,
      FaceWriter faceWriter) {
    static Steps of(ProcessingEnvironment environment, boolean isJavac) {
      ElementReporter reporter = new ElementReporter(environment.getMessager());
      AsyncInterfaces interfaces = new AsyncInterfaces(environment.getElementUtils());
      return new Steps(
          new Boundary(reporter),
          isJavac ? Optional.empty() : Optional.of(new MethodChecks(reporter)),
          isJavac ? Optional.empty() : Optional.of(new MarkCheck(interfaces, reporter)),
          new LauncherWriter(environment, reporter),
          new FaceCheck(environment, reporter),
          new FaceWriter(environment, reporter));
    }

    void checkMark(TypeElement type) {
      boundary.run(type, "checking", () -> marks.ifPresent(all -> all.check(type)));
    }

    void check(ExecutableElement method) {
      boundary.run(method, "checking", () -> checks.ifPresent(all -> all.check(method)));
    }

    void face(TypeElement type, Face.Kind kind) {
      boundary.run(
          type, "generating a face of", () -> faces.face(type, kind).ifPresent(faceWriter::write));
    }

    void launch(ExecutableElement method) {
      boundary.run(
          method,
          "generating the launcher of",
          () -> AsyncMainCheck.launcher(method).ifPresent(launchers::write));
    }
  }
}
