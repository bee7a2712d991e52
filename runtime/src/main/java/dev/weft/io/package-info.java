/** Bytes that come and go: readers, writers, buffers, pipes and codecs. */
@NullMarked
package dev.weft.io;

import org.jspecify.annotations.NullMarked;
