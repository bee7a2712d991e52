package dev.weft.processor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A class file that javac has written.
 *
 * @param root the directory of the classes without a package
 * @param internalName the class's name with slashes
 */
record ClassFile(Path root, String internalName) {
  Path path() {
    return root.resolve(internalName + ".class");
  }

  boolean exists() {
    return path().toFile().isFile();
  }

  /** The directory of the class's package. */
  Path directory() {
    return path().resolveSibling("");
  }

  /** The name without the package. */
  String simpleName() {
    return internalName.substring(internalName.lastIndexOf('/') + 1);
  }

  byte[] content() throws IOException {
    return Files.readAllBytes(path());
  }
}
