package dev.weft.it.maven;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.it.Checkout;
import dev.weft.it.process.Command;
import dev.weft.it.process.Execution;
import dev.weft.it.process.Jdk;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;

/** The home directory of somebody who has just installed this build. */
final class Home {
  private static final Home INSTANCE = new Home();

  private final Path directory = Checkout.scratch().resolve("home");

  private Home() {
    ScratchRepository repository = ScratchRepository.instance();
    Path maven = directory.resolve(".m2");
    Path settings = maven.resolve("settings.xml");
    Path link = maven.resolve("repository");
    try {
      Files.createDirectories(maven);
      Files.copy(repository.settings(), settings, StandardCopyOption.REPLACE_EXISTING);
      Files.deleteIfExists(link);
      Files.createSymbolicLink(link, repository.directory());
      repository.installWhatTheProcessorNeeds();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Home instance() {
    return INSTANCE;
  }

  /** What commands print, which are run in a directory with a JDK; none of them may fail. */
  String shell(Jdk jdk, Path working, String commands) {
    Execution done =
        Command.of(Path.of("sh"), List.of("-e", "-c", commands))
            .in(working)
            .with(environment(jdk))
            .run();
    assertThat(done.exitCode()).as(done.toString()).isZero();
    return withoutColours(done.out());
  }

  private Map<String, String> environment(Jdk jdk) {
    List<Path> programs =
        List.of(jdk.home().resolve("bin"), Path.of(Checkout.property("maven.home"), "bin"));
    return Map.of(
        "HOME",
        directory.toString(),
        "JAVA_HOME",
        jdk.home().toString(),
        "MAVEN_OPTS",
        "-Duser.home=" + directory,
        "PATH",
        Checkout.path(programs) + File.pathSeparator + System.getenv("PATH"));
  }

  /** Some Mavens reset the colour of a terminal, also where there is none. */
  private static String withoutColours(String text) {
    return text.replaceAll("\u001b\\[[0-9;]*m", "");
  }
}
