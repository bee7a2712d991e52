package miniredis;

import java.util.List;
import java.util.Locale;

/** What stands behind the value of a {@code SET}, or the key of a {@code GETEX}. */
final class SetOptions {
  private boolean get;
  private boolean keepTtl;
  private boolean persist;

  /** {@code NX} or {@code XX}; null if neither was given. */
  private String condition;

  /** The unit of an expiry; null if none was given. */
  private String unit;

  private String span;

  private final String command;

  private SetOptions(String command) {
    this.command = command;
  }

  static SetOptions ofSet(List<String> request) throws RedisError {
    return new SetOptions("set").read(request.subList(3, request.size()));
  }

  static SetOptions ofGetEx(List<String> request) throws RedisError {
    return new SetOptions("getex").read(request.subList(2, request.size()));
  }

  private SetOptions read(List<String> words) throws RedisError {
    for (int i = 0; i < words.size(); i++) {
      String option = words.get(i).toUpperCase(Locale.ROOT);
      if (isUnit(option)) {
        if (++i == words.size()) {
          throw RedisError.syntax();
        }
        requireNoExpiry();
        unit = option;
        span = words.get(i);
      } else if (command.equals("set")) {
        readOptionOfSet(option);
      } else {
        readOptionOfGetEx(option);
      }
    }
    return this;
  }

  private static boolean isUnit(String option) {
    return List.of("EX", "PX", "EXAT", "PXAT").contains(option);
  }

  private void requireNoExpiry() throws RedisError {
    if (unit != null || keepTtl || persist) {
      throw RedisError.syntax();
    }
  }

  private void readOptionOfSet(String option) throws RedisError {
    switch (option) {
      case "GET" -> get = true;
      case "KEEPTTL" -> {
        if (unit != null) {
          throw RedisError.syntax();
        }
        keepTtl = true;
      }
      case "NX", "XX" -> {
        if (condition != null && !condition.equals(option)) {
          throw RedisError.syntax();
        }
        condition = option;
      }
      default -> throw RedisError.syntax();
    }
  }

  private void readOptionOfGetEx(String option) throws RedisError {
    if (!option.equals("PERSIST") || unit != null) {
      throw RedisError.syntax();
    }
    persist = true;
  }

  /** When something is over, in milliseconds since 1970. */
  static long expiry(String unit, String span, String command, long now) throws RedisError {
    long count = Numbers.parse(span);
    boolean seconds = unit.startsWith("EX");
    boolean relative = !unit.endsWith("AT");
    if (count <= 0
        || seconds && count > Long.MAX_VALUE / 1000
        || relative && (seconds ? count * 1000 : count) > Long.MAX_VALUE - now) {
      throw RedisError.of("invalid expire time in '" + command + "' command");
    }
    return (seconds ? count * 1000 : count) + (relative ? now : 0);
  }

  /** Whether the value before is asked for. */
  boolean get() {
    return get;
  }

  boolean keepTtl() {
    return keepTtl;
  }

  boolean persist() {
    return persist;
  }

  /** When the value expires, in milliseconds since 1970; {@link Database#NEVER} if it stays. */
  long expiresAt(long now) throws RedisError {
    return unit == null ? Database.NEVER : expiry(unit, span, command, now);
  }

  /** Whether a value may be set where there is one, or none. */
  boolean allow(boolean present) {
    return condition == null || condition.equals("XX") == present;
  }
}
