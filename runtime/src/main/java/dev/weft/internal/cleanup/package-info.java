/** What is told of things that nobody has closed. */
@NullMarked
package dev.weft.internal.cleanup;

import org.jspecify.annotations.NullMarked;
