/**
 * The streams behind {@link dev.weft.AsyncStream}. {@link dev.weft.internal.stream.Stage} tells how
 * they ask one another.
 */
@NullMarked
package dev.weft.internal.stream;

import org.jspecify.annotations.NullMarked;
