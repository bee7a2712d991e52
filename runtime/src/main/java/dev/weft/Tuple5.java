package dev.weft;

import org.jspecify.annotations.Nullable;

/**
 * The five results of a join.
 *
 * @param first the first result
 * @param second the second result
 * @param third the third result
 * @param fourth the fourth result
 * @param fifth the fifth result
 * @param <A> the type of the first result
 * @param <B> the type of the second result
 * @param <C> the type of the third result
 * @param <D> the type of the fourth result
 * @param <E> the type of the fifth result
 */
public record Tuple5<
    A extends @Nullable Object,
    B extends @Nullable Object,
    C extends @Nullable Object,
    D extends @Nullable Object,
    E extends @Nullable Object>(
    A first, B second, C third, D fourth, E fifth) {}
