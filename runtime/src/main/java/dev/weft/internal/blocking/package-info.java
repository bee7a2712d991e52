/** Threads for work that blocks. */
@NullMarked
package dev.weft.internal.blocking;

import org.jspecify.annotations.NullMarked;
