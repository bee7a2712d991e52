package miniredis;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.regex.Pattern;

/** Reads numbers as strictly as Redis does: each has one spelling. */
final class Numbers {
  private static final Pattern DECIMAL =
      Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d{1,3})?");

  private Numbers() {}

  /** A whole number, without leading zeros, spaces or a plus. */
  static long parse(String text) throws RedisError {
    try {
      long value = Long.parseLong(text);
      if (Long.toString(value).equals(text)) {
        return value;
      }
    } catch (NumberFormatException e) {
      // Told below.
    }
    throw RedisError.notAnInteger();
  }

  /** How many of something. */
  static int parseCount(String text) throws RedisError {
    RedisError wrong = RedisError.of("value is out of range, must be positive");
    try {
      long value = parse(text);
      if (value >= 0) {
        return (int) Math.min(value, Integer.MAX_VALUE);
      }
    } catch (RedisError e) {
      throw wrong;
    }
    throw wrong;
  }

  /** A time-out in seconds, as milliseconds that are rounded up; 0 for none. */
  static long parseTimeout(String text) throws RedisError {
    if (!DECIMAL.matcher(text).matches()) {
      throw RedisError.of("timeout is not a float or out of range");
    }
    BigInteger millis =
        new BigDecimal(text).movePointRight(3).setScale(0, RoundingMode.CEILING).toBigInteger();
    if (millis.signum() < 0) {
      throw RedisError.of("timeout is negative");
    }
    if (millis.add(BigInteger.valueOf(System.currentTimeMillis())).bitLength() >= Long.SIZE) {
      throw RedisError.of("timeout is out of range");
    }
    return millis.longValue();
  }
}
