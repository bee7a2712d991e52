/**
 * Streams of bytes that only a thread can wait for: pipes to child processes, and this one's own.
 */
@NullMarked
package dev.weft.internal.pipe;

import org.jspecify.annotations.NullMarked;
