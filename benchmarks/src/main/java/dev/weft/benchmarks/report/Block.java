package dev.weft.benchmarks.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A part of a Markdown page that a program writes, between two comments that name it. */
final class Block {
  private Block() {}

  /** Replaces what stands between the comments. */
  static void write(Path page, String name, String content) throws IOException {
    Files.writeString(page, replaced(Files.readString(page), name, content));
  }

  static String replaced(String page, String name, String content) {
    String begin = "<!-- begin " + name + " -->\n";
    String end = "<!-- end " + name + " -->";
    int from = page.indexOf(begin);
    int to = page.indexOf(end);
    if (from < 0 || to < from) {
      throw new IllegalArgumentException("the page has no block \"" + name + "\"");
    }
    return page.substring(0, from + begin.length()) + content + page.substring(to);
  }
}
