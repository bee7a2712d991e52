/** The ways in which a deterministic runtime goes through the interleavings that are possible. */
@NullMarked
package dev.weft.internal.schedule;

import org.jspecify.annotations.NullMarked;
