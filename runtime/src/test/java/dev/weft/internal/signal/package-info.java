/** Signals of the operating system. */
@NullMarked
package dev.weft.internal.signal;

import org.jspecify.annotations.NullMarked;
