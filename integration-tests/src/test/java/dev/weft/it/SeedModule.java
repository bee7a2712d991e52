package dev.weft.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.it.process.Execution;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The seed programs as one named module. There they are in a package, since a module can't have
 * classes outside of one.
 */
final class SeedModule {
  private static final String NAME = "weft.it.seeds";
  private static final String PACKAGE = "seeds";

  private SeedModule() {}

  /** Writes the sources of the module into a directory. */
  static List<Path> sources(Path root) throws IOException {
    Path directory = Files.createDirectories(root.resolve(PACKAGE));
    List<Path> sources = new ArrayList<>();
    sources.add(
        Files.writeString(
            root.resolve("module-info.java"), "module " + NAME + " { requires dev.weft; }\n"));
    for (Seed seed : Seed.all()) {
      String text = "package " + PACKAGE + "; " + Files.readString(seed.source());
      sources.add(Files.writeString(directory.resolve(seed.name() + ".java"), text));
    }
    return sources;
  }

  /** What the launcher's option {@code -m} wants for a program. */
  static String main(Seed seed) {
    return NAME + "/" + PACKAGE + "." + seed.name();
  }

  /** Checks what a program printed; its stack traces name the module and the package, too. */
  static void assertPrinted(Execution run, Seed seed) {
    String printed = run.assertSuccess().out().replace(NAME + "/", "").replace(PACKAGE + ".", "");
    assertThat(printed).as(run.command()).isEqualTo(seed.expected());
  }
}
