package dev.weft.it;

import dev.weft.it.process.Jdk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A multi-release jar whose async methods, and what they need, differ between releases. */
final class MultiReleaseIT {
  private static final Path SOURCES =
      Checkout.root().resolve("integration-tests/src/it/multi-release");

  @TempDir Path temp;

  @ParameterizedTest
  @MethodSource("dev.weft.it.Matrix#jdks")
  @Tag("P106")
  void eachReleaseRunsItsOwnMethods(Jdk jdk) throws IOException {
    Path classes = temp.resolve("classes");
    Path newer = classes.resolve("META-INF/versions/21");
    compile(jdk, Checkout.path(List.of(Checkout.runtime())), SOURCES.resolve("all"), classes);
    compile(jdk, Checkout.path(List.of(Checkout.runtime(), classes)), SOURCES.resolve("21"), newer);
    CommandLineIT.run(jdk, "weave", "-cp", Checkout.runtime().toString(), classes.toString());
    Path jar = jar(classes);
    String path = Checkout.path(List.of(Checkout.runtime(), jar));
    jdk.java(List.of("-cp", path, "com.acme.Main"))
        .assertPrinted(jdk.feature() < 21 ? "for all: 2\n" : "from 21 on: 2, decorated\n");
  }

  private static void compile(Jdk jdk, String classPath, Path sources, Path output)
      throws IOException {
    List<String> arguments =
        new ArrayList<>(List.of("--release", "17", "-proc:none", "-implicit:none"));
    arguments.addAll(List.of("-cp", classPath, "-d", output.toString()));
    try (Stream<Path> files = Files.walk(sources)) {
      files.map(Path::toString).filter(f -> f.endsWith(".java")).sorted().forEach(arguments::add);
    }
    jdk.javac(arguments).assertPrinted("");
  }

  private Path jar(Path classes) throws IOException {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().put(Attributes.Name.MULTI_RELEASE, "true");
    Path jar = temp.resolve("program.jar");
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest);
        Stream<Path> files = Files.walk(classes)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        out.putNextEntry(new JarEntry(classes.relativize(file).toString().replace('\\', '/')));
        out.write(Files.readAllBytes(file));
      }
    }
    return jar;
  }
}
