package dev.weft.processor;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.Compilation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.annotation.processing.Filer;
import javax.lang.model.element.Element;
import javax.tools.FileObject;
import javax.tools.JavaFileManager.Location;
import javax.tools.JavaFileObject;
import org.junit.jupiter.api.Test;

/**
 * What Gradle asks of a processor that is registered as isolating: each file that it generates has
 * one originating element, and it writes no resources. Otherwise Gradle compiles everything anew.
 */
final class IsolatingTest {
  private static final Path PROGRAMS = Path.of("src", "test", "resources", "programs");

  private final Map<String, List<Element>> origins = new HashMap<>();

  @Test
  void launchers_and_faces_have_one_origin_each() {
    compile("Program.java");
    compile("Store.java");

    assertThat(origins)
        .containsKeys("shop.ProgramLauncher", "shop.Program_ServerLauncher", "shop.StoreBlocking")
        .allSatisfy((name, elements) -> assertThat(elements).hasSize(1));
  }

  private void compile(String program) {
    Compilation compilation =
        Compilations.compile(
            PROGRAMS.resolve(program),
            new WrappedProcessor(
                new WeftProcessor(),
                own -> new WrappedEnvironment(own, new Recorder(own.getFiler()))));
    assertThat(compilation.status()).isEqualTo(Compilation.Status.SUCCESS);
  }

  /** Notes origins as Gradle does. */
  private final class Recorder implements Filer {
    private final Filer filer;

    Recorder(Filer filer) {
      this.filer = filer;
    }

    @Override
    public JavaFileObject createSourceFile(CharSequence name, Element... from) throws IOException {
      origins.put(name.toString(), Stream.of(from).distinct().toList());
      return filer.createSourceFile(name, from);
    }

    @Override
    public JavaFileObject createClassFile(CharSequence name, Element... from) throws IOException {
      origins.put(name.toString(), Stream.of(from).distinct().toList());
      return filer.createClassFile(name, from);
    }

    @Override
    public FileObject createResource(
        Location location, CharSequence moduleAndPackage, CharSequence name, Element... from) {
      throw new AssertionError("a resource: " + name);
    }

    @Override
    public FileObject getResource(
        Location location, CharSequence moduleAndPackage, CharSequence name) throws IOException {
      return filer.getResource(location, moduleAndPackage, name);
    }
  }
}
