/** Writes what was planned. */
@NullMarked
package dev.weft.weaver.emit;

import org.jspecify.annotations.NullMarked;
