package dev.weft.weaver.scan;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A functional interface whose lambdas may await, and the one that a woven lambda has in its place.
 *
 * @param woven the interface with the method {@code start}, by its name with slashes
 * @param returnsFuture whether what the lambda returns is a future to await in its place
 */
public record LambdaKind(String woven, boolean returnsFuture) {
  private static final Map<String, LambdaKind> KINDS =
      Map.of(
          "dev/weft/AsyncCallable", new LambdaKind("dev/weft/abi/WovenCallable", false),
          "dev/weft/AsyncRunnable", new LambdaKind("dev/weft/abi/WovenRunnable", false),
          "dev/weft/FutureCallable", new LambdaKind("dev/weft/abi/WovenFutureCallable", true));

  /** The kind of a functional interface, by its name with slashes, or null for any other. */
  public static @Nullable LambdaKind of(String internalName) {
    return KINDS.get(internalName);
  }
}
