package dev.weft.weaver;

import org.jspecify.annotations.Nullable;

/**
 * Where the weaver looks up the types that code mentions: a class path, or what a compiler knows.
 * Safe for use by several threads.
 */
public interface TypeHeaders {
  /** The header of a type, by its name with slashes; null where nothing is known of it. */
  @Nullable TypeHeader find(String internalName);
}
