/** Cancellation: what is lost by it, and that nothing else is. */
@NullMarked
package dev.weft.it.cancel;

import org.jspecify.annotations.NullMarked;
