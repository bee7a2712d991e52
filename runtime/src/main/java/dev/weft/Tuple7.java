package dev.weft;

import org.jspecify.annotations.Nullable;

/**
 * The seven results of a join.
 *
 * @param first the first result
 * @param second the second result
 * @param third the third result
 * @param fourth the fourth result
 * @param fifth the fifth result
 * @param sixth the sixth result
 * @param seventh the seventh result
 * @param <A> the type of the first result
 * @param <B> the type of the second result
 * @param <C> the type of the third result
 * @param <D> the type of the fourth result
 * @param <E> the type of the fifth result
 * @param <F> the type of the sixth result
 * @param <G> the type of the seventh result
 */
public record Tuple7<
    A extends @Nullable Object,
    B extends @Nullable Object,
    C extends @Nullable Object,
    D extends @Nullable Object,
    E extends @Nullable Object,
    F extends @Nullable Object,
    G extends @Nullable Object>(
    A first, B second, C third, D fourth, E fifth, F sixth, G seventh) {}
