/** The futures and combinators behind {@link dev.weft.Weft}. */
@NullMarked
package dev.weft.internal.future;

import org.jspecify.annotations.NullMarked;
