package dev.weft.maven;

import dev.weft.weaver.DirectoryWeaver;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Classes as the compiler wrote them, so that they can be woven in another way later.
 *
 * <p>The compiler doesn't compile them again when only the weaver's settings have changed. Beside
 * the classes stands a list: the settings, and for each class a hash of what was made of it. A
 * class that isn't that any more was written by somebody else, and is left as it is.
 */
final class Originals implements DirectoryWeaver.Replaced {
  private final Path classes;
  private final Path home;
  private final Path list;
  private final String settings;

  private final Map<String, String> hashes = new TreeMap<>();
  private String oldSettings = "";

  /**
   * Those of a directory.
   *
   * @param classes the directory whose classes are woven
   * @param home the directory in which this keeps its files
   * @param settings all that the weaver's work depends on, besides the classes; one line
   */
  Originals(Path classes, Path home, String settings) {
    this.classes = classes;
    this.home = home;
    this.list = home.resolve("woven.txt");
    this.settings = settings;
  }

  /** Puts classes back that were woven with other settings. */
  void putBack() throws IOException {
    read();
    if (!oldSettings.equals(settings)) {
      for (Map.Entry<String, String> woven : hashes.entrySet()) {
        putBack(woven.getKey(), woven.getValue());
      }
    }
  }

  private void putBack(String name, String hash) throws IOException {
    Path file = classes.resolve(name);
    Path original = home.resolve(name);
    if (Files.exists(original)
        && Files.exists(file)
        && hash(Files.readAllBytes(file)).equals(hash)) {
      Files.copy(original, file, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  @Override
  public void by(Path file, byte[] compiled, byte[] woven) throws IOException {
    String name = classes.relativize(file).toString();
    Path original = home.resolve(name);
    Files.createDirectories(original.getParent());
    Files.write(original, compiled);
    hashes.put(name, hash(woven));
  }

  /** Forgets classes that are gone, and notes how the others were woven. */
  void save() throws IOException {
    for (String name : List.copyOf(hashes.keySet())) {
      if (!Files.exists(classes.resolve(name))) {
        hashes.remove(name);
        Files.deleteIfExists(home.resolve(name));
      }
    }
    StringBuilder lines = new StringBuilder(settings).append('\n');
    hashes.forEach((name, hash) -> lines.append(hash).append(' ').append(name).append('\n'));
    Files.createDirectories(home);
    Path whole = Files.writeString(home.resolve("woven.tmp"), lines);
    Files.move(whole, list, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private void read() throws IOException {
    if (Files.exists(list)) {
      List<String> lines = Files.readAllLines(list);
      oldSettings = lines.get(0);
      for (String line : lines.subList(1, lines.size())) {
        String[] words = line.split(" ", 2);
        hashes.put(words[1], words[0]);
      }
    }
  }

  private static String hash(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every JDK has it", e);
    }
  }
}
