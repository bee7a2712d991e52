package miniredis;

/** Matches texts with patterns in which {@code *}, {@code ?} and {@code [a-z]} stand for others. */
final class Glob {
  private final String pattern;
  private final String text;

  private Glob(String pattern, String text) {
    this.pattern = pattern;
    this.text = text;
  }

  static boolean matches(String pattern, String text) {
    return new Glob(pattern, text).matches();
  }

  /** Goes on behind the last star when it doesn't match, with one more character for the star. */
  private boolean matches() {
    int star = -1;
    int starText = 0;
    int p = 0;
    int t = 0;
    while (t < text.length() || p < pattern.length()) {
      if (p < pattern.length() && pattern.charAt(p) == '*') {
        star = p++;
        starText = t;
      } else if (t < text.length() && p < pattern.length() && matchesOne(p, text.charAt(t))) {
        p = next(p);
        t++;
      } else if (star >= 0 && starText < text.length()) {
        t = ++starText;
        p = star + 1;
      } else {
        return false;
      }
    }
    return true;
  }

  private boolean matchesOne(int p, char c) {
    return switch (pattern.charAt(p)) {
      case '?' -> true;
      case '[' -> matchesClass(p + 1, c);
      case '\\' -> pattern.charAt(Math.min(p + 1, pattern.length() - 1)) == c;
      default -> pattern.charAt(p) == c;
    };
  }

  private boolean matchesClass(int begin, char c) {
    int end = endOfClass(begin);
    boolean negated = begin < end && pattern.charAt(begin) == '^';
    boolean found = false;
    for (int p = negated ? begin + 1 : begin; p < end; p++) {
      if (pattern.charAt(p) == '\\' && p + 1 < end) {
        p++;
        found |= pattern.charAt(p) == c;
      } else if (p + 2 < end && pattern.charAt(p + 1) == '-') {
        char one = pattern.charAt(p);
        char other = pattern.charAt(p + 2);
        found |= c >= Math.min(one, other) && c <= Math.max(one, other);
        p += 2;
      } else {
        found |= pattern.charAt(p) == c;
      }
    }
    return found != negated;
  }

  private int endOfClass(int begin) {
    int p = begin;
    while (p < pattern.length() && pattern.charAt(p) != ']') {
      p += pattern.charAt(p) == '\\' ? 2 : 1;
    }
    return Math.min(p, pattern.length());
  }

  /** The place behind what stands for one character. */
  private int next(int p) {
    int behind =
        switch (pattern.charAt(p)) {
          case '[' -> endOfClass(p + 1) + 1;
          case '\\' -> p + 2;
          default -> p + 1;
        };
    return Math.min(behind, pattern.length());
  }
}
