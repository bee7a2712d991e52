/**
 * Tests whose methods await, each on a runtime of its own.
 *
 * <p>{@link dev.weft.junit5.AsyncTest} takes the place of JUnit's {@code @Test}.
 */
@NullMarked
package dev.weft.junit5;

import org.jspecify.annotations.NullMarked;
