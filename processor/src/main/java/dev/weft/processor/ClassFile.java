package dev.weft.processor;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

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
  private static final String RUNTIME = "dev/weft/";

  private Path path() {
    return root.resolve(internalName + ".class");
  }

  /** The directory of the class's package. */
  Path directory() {
    return path().resolveSibling("");
  }

  /** The name without the package. */
  String simpleName() {
    return internalName.substring(internalName.lastIndexOf('/') + 1);
  }

  /** Whether anything of the runtime is named in it. */
  boolean mentionsRuntime() throws IOException {
    return Files.readString(path(), ISO_8859_1).contains(RUNTIME);
  }
}
