/** Streams that hold others, and futures, and give what comes of them first. */
@NullMarked
package dev.weft.stream;

import org.jspecify.annotations.NullMarked;
