package crawler;

/**
 * A rule of a {@code robots.txt}.
 *
 * @param pattern the beginning of a path, with {@code *} for anything and {@code $} for the end
 * @param isAllow whether it allows, rather than forbids
 */
record RobotsRule(String pattern, boolean isAllow) {
  boolean matches(String path) {
    boolean whole = pattern.endsWith("$");
    String[] parts =
        (whole ? pattern.substring(0, pattern.length() - 1) : pattern).split("\\*", -1);
    if (!path.startsWith(parts[0])) {
      return false;
    }
    int at = parts[0].length();
    for (int i = 1; i < parts.length; i++) {
      boolean isLast = whole && i == parts.length - 1;
      int found = isLast ? path.length() - parts[i].length() : path.indexOf(parts[i], at);
      if (found < at || !path.startsWith(parts[i], found)) {
        return false;
      }
      at = found + parts[i].length();
    }
    return !whole || at == path.length();
  }
}
