/** Trees of cancellation. */
@NullMarked
package dev.weft.internal.cancel;

import org.jspecify.annotations.NullMarked;
