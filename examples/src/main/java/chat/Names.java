package chat;

import java.util.Locale;
import java.util.regex.Pattern;

/** How members and rooms may be called. */
final class Names {
  static final String RULE = "1 to 20 letters, digits, - or _";

  /** What those are called who have not said their name; nobody else may be. */
  static final String GUEST = "guest-";

  private static final Pattern VALID = Pattern.compile("[\\p{L}\\p{N}_-]{1,20}");

  private Names() {}

  static boolean isValid(String name) {
    return VALID.matcher(name).matches();
  }

  static boolean isReserved(String name) {
    return key(name).startsWith(GUEST);
  }

  /** The same for names that differ in case alone. */
  static String key(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
