/**
 * Child processes: their start, their streams and their end, without a thread that waits for it.
 */
@NullMarked
package dev.weft.process;

import org.jspecify.annotations.NullMarked;
