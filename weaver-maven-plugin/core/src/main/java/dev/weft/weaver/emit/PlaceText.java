package dev.weft.weaver.emit;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The text by which woven code tells the runtime a place in the source. */
final class PlaceText {
  private static final Pattern BLANK = Pattern.compile("\\s");

  private PlaceText() {}

  /**
   * A method: its class, by its name with slashes, its name and the file, each with a line feed.
   */
  static String of(String owner, String method, @Nullable String sourceFile) {
    String file = sourceFile == null ? "" : sourceFile;
    return owner.replace('/', '.') + "\n" + word(method) + "\n" + word(file) + "\n";
  }

  /** A line of the source; -1 where the class file has none. */
  static String line(int line) {
    return String.valueOf(line == 0 ? -1 : line);
  }

  /** A name without what separates names here; other languages than Java allow it. */
  static String word(String name) {
    return BLANK.matcher(name).replaceAll("_");
  }
}
