/** Weaves classes when they are loaded: for compilers and tools that no build step can follow. */
@NullMarked
package dev.weft.agent;

import org.jspecify.annotations.NullMarked;
