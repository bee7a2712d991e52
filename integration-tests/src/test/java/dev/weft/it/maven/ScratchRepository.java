package dev.weft.it.maven;

import dev.weft.it.Checkout;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * The local repository of all builds under test.
 *
 * <p>It holds this very build's artifacts, as if they had been installed. Everything else comes
 * from the local repository of the build that runs these tests, which serves as the one remote
 * repository: no network is used, and nothing is written outside of {@code target}. That works
 * because the projects use the plugins and libraries of the parent pom, which are there by now.
 */
final class ScratchRepository {
  /** The name of the lock of tests that run Maven: it doesn't expect others in its repository. */
  static final String LOCK = "Maven's local repository";

  private static final ScratchRepository INSTANCE = new ScratchRepository();

  private final Path directory = Checkout.scratch().resolve("repository");
  private final Path settings = Checkout.scratch().resolve("settings.xml");

  private ScratchRepository() {
    try {
      installPom("", "weft-parent");
      installPom("weaver-maven-plugin", "weft-weaver-parent");
      install("runtime", "weft-runtime");
      install("weaver-maven-plugin/core", "weft-weaver");
      install("weaver-maven-plugin/plugin", "weaver-maven-plugin");
      install("processor", "weft-processor");
      install("junit5", "weft-junit5");
      writeSettings();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static ScratchRepository instance() {
    return INSTANCE;
  }

  Path directory() {
    return directory;
  }

  /** The local repository of the build that runs these tests. */
  URI outer() {
    return Path.of(Checkout.property("weft.localRepository")).toUri();
  }

  /** The settings that make the outer local repository the remote one. */
  Path settings() {
    return settings;
  }

  private void install(String module, String artifact) throws IOException {
    installPom(module, artifact);
    String jar = artifact + "-" + Checkout.version() + ".jar";
    copy(Checkout.root().resolve(module).resolve("target").resolve(jar), artifact, "jar");
  }

  private void installPom(String module, String artifact) throws IOException {
    copy(Checkout.root().resolve(module).resolve("pom.xml"), artifact, "pom");
  }

  private void copy(Path file, String artifact, String extension) throws IOException {
    String version = Checkout.version();
    Path home = directory.resolve("dev/weft").resolve(artifact).resolve(version);
    Files.createDirectories(home);
    Path target = home.resolve(artifact + "-" + version + "." + extension);
    Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
  }

  /** Copies the libraries of the processor, which the build of it has left in its repository. */
  void installWhatTheProcessorNeeds() throws IOException {
    Path outer = Path.of(outer());
    for (String jar : Checkout.processorPath().split(File.pathSeparator, -1)) {
      Path file = Path.of(jar);
      if (file.startsWith(outer)) {
        Path target = directory.resolve(outer.relativize(file).toString());
        Files.createDirectories(target.getParent());
        Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }

  private void writeSettings() throws IOException {
    String outer = outer().toString();
    Files.writeString(
        settings,
        """
        <settings>
          <localRepository>%1$s</localRepository>
          <mirrors>
            <mirror>
              <id>outer-build</id>
              <mirrorOf>*</mirrorOf>
              <url>%2$s</url>
            </mirror>
          </mirrors>
          <profiles>
            <profile>
              <id>outer-build</id>
              <activation>
                <activeByDefault>true</activeByDefault>
              </activation>
              <repositories>
                <repository>%3$s</repository>
              </repositories>
              <pluginRepositories>
                <pluginRepository>%3$s</pluginRepository>
              </pluginRepositories>
            </profile>
          </profiles>
        </settings>
        """
            .formatted(directory, outer, withoutChecksums(outer)));
  }

  /** A local repository has a checksum only for what it took from a remote one that told it. */
  private static String withoutChecksums(String url) {
    return """
        <id>central</id>
        <url>%s</url>
        <releases><checksumPolicy>ignore</checksumPolicy></releases>
        """
        .formatted(url);
  }
}
