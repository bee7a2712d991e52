/** Files: what runs on threads that may block, and what waits for it. */
@NullMarked
package dev.weft.internal.fs;

import org.jspecify.annotations.NullMarked;
