/** Files: what {@code java.nio.file} and {@code FileChannel} do, without a thread that waits. */
@NullMarked
package dev.weft.fs;

import org.jspecify.annotations.NullMarked;
