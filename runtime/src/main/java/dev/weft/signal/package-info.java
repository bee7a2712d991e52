/** Signals of the operating system. */
@NullMarked
package dev.weft.signal;

import org.jspecify.annotations.NullMarked;
