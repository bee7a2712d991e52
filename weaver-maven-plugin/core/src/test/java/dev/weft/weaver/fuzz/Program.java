package dev.weft.weaver.fuzz;

import dev.weft.weaver.differential.Compiler;

/**
 * A random program.
 *
 * @param seed what it was made of
 * @param level the version of Java that it is written in
 * @param name the name of its class
 * @param observesInit whether it notes when classes are initialized
 * @param root its source, as a tree
 */
record Program(long seed, int level, String name, boolean observesInit, Node root) {
  private static final Compiler[] COMPILERS = Compiler.values();

  /** The newest version whose patterns programs use. */
  private static final int NEWEST = 21;

  private static final int OLDEST = 17;

  /** The version of Java that this JVM runs a seed's program in: half of them may use all of it. */
  static int level(long seed) {
    boolean newest = Runtime.version().feature() >= NEWEST && seed / COMPILERS.length % 2 == 1;
    return newest ? NEWEST : OLDEST;
  }

  /** The compiler that a seed is for. */
  Compiler compiler() {
    return COMPILERS[(int) (seed % COMPILERS.length)];
  }

  /** Its source, laid out by its braces. */
  String source() {
    StringBuilder source = new StringBuilder();
    int depth = 0;
    for (String line : root.toString().lines().filter(text -> !text.isEmpty()).toList()) {
      depth -= line.startsWith("}") ? 1 : 0;
      source.append("  ".repeat(Math.max(depth, 0))).append(line).append('\n');
      depth += braces(line) + (line.startsWith("}") ? 1 : 0);
    }
    return source.toString();
  }

  private static int braces(String line) {
    return (int) (count(line, '{') - count(line, '}'));
  }

  private static long count(String line, char brace) {
    return line.chars().filter(c -> c == brace).count();
  }

  @Override
  public String toString() {
    return "seed " + seed + ", Java " + level + ", " + compiler();
  }
}
