package dev.weft;

import org.jspecify.annotations.Nullable;

/**
 * The three results of a join.
 *
 * @param first the first result
 * @param second the second result
 * @param third the third result
 * @param <A> the type of the first result
 * @param <B> the type of the second result
 * @param <C> the type of the third result
 */
public record Tuple3<
    A extends @Nullable Object, B extends @Nullable Object, C extends @Nullable Object>(
    A first, B second, C third) {}
