/** Programs with known bugs, and how a deterministic runtime finds and repeats those. */
@NullMarked
package dev.weft.it.exploration;

import org.jspecify.annotations.NullMarked;
