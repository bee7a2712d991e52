package dev.weft.junit5;

import org.jspecify.annotations.Nullable;

/** Code of a test; what it throws comes out as it is. */
@FunctionalInterface
interface Body<T extends @Nullable Object> {
  T run() throws Throwable;
}
