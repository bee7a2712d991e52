package miniredis;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * On what conditions a key gets another time to expire.
 *
 * @param names which of {@code NX}, {@code XX}, {@code GT} and {@code LT} were given
 */
record ExpireOptions(Set<String> names) {
  static ExpireOptions of(List<String> request) throws RedisError {
    Set<String> names = new HashSet<>();
    for (String option : request.subList(3, request.size())) {
      String name = option.toUpperCase(Locale.ROOT);
      if (!Set.of("NX", "XX", "GT", "LT").contains(name)) {
        throw RedisError.of("Unsupported option " + option);
      }
      names.add(name);
    }
    if (names.contains("NX") && names.size() > 1) {
      throw RedisError.of("NX and XX, GT or LT options at the same time are not compatible");
    }
    if (names.contains("GT") && names.contains("LT")) {
      throw RedisError.of("GT and LT options at the same time are not compatible");
    }
    return new ExpireOptions(names);
  }

  /** Whether a key may expire at a time that would expire at another, or never. */
  boolean allow(long before, long after) {
    boolean stays = before == Database.NEVER;
    return !(names.contains("NX") && !stays)
        && !(names.contains("XX") && stays)
        && !(names.contains("GT") && (stays || after <= before))
        && !(names.contains("LT") && !stays && after >= before);
  }
}
