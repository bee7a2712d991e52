package dev.weft.it;

import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;

/** The project under test: where its files lie and what it built. */
public final class Checkout {
  private Checkout() {}

  /** The directory of the parent pom. */
  public static Path root() {
    return Path.of(property("weft.root")).toAbsolutePath().normalize();
  }

  /** Where tests may write. */
  public static Path scratch() {
    return root().resolve("integration-tests").resolve("target").resolve("it");
  }

  /** The version of all its artifacts. */
  public static String version() {
    return property("weft.version");
  }

  /** What user code is compiled and run with. */
  public static Path runtime() {
    return location("dev.weft.Weft");
  }

  /** The processor and all that it needs, and nothing else. */
  public static String processorPath() {
    List<String> typeOfEach =
        List.of(
            "dev.weft.processor.WeftProcessor",
            "dev.weft.weaver.DirectoryWeaver",
            "com.palantir.javapoet.JavaFile",
            "org.objectweb.asm.ClassReader",
            "org.objectweb.asm.tree.ClassNode",
            "org.objectweb.asm.tree.analysis.Analyzer");
    return path(typeOfEach.stream().map(Checkout::location).toList());
  }

  /** The agent as users get it, with all that it needs inside. */
  public static Path agent() {
    Path target = root().resolve("weaver-maven-plugin").resolve("agent").resolve("target");
    return target.resolve("weft-agent-" + version() + ".jar");
  }

  /** Lombok. */
  public static Path lombok() {
    return location("lombok.Lombok");
  }

  /** JaCoCo's agent. */
  public static Path jacoco() {
    return location("org.jacoco.agent.rt.RT");
  }

  /** Joins the entries of a class path. */
  public static String path(List<Path> entries) {
    return String.join(File.pathSeparator, entries.stream().map(Path::toString).toList());
  }

  /** A system property that the build sets. */
  public static String property(String name) {
    String value = System.getProperty(name);
    if (value == null) {
      throw new IllegalStateException("Run by Maven: the build sets the property " + name);
    }
    return value;
  }

  private static Path location(String type) {
    try {
      Class<?> found = Class.forName(type, false, Checkout.class.getClassLoader());
      return Path.of(found.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (ClassNotFoundException | URISyntaxException e) {
      throw new AssertionError(e);
    }
  }
}
